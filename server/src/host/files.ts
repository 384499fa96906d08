import type { Rights } from '../core/index.ts';

/** What an entry of a folder is. */
export interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** How files are read; paths are absolute with `/`. Nothing here writes. */
export interface Files {
  /** The text of a file; `missing`, `binary` (a NUL in its first 8,000 bytes), `too-large`, or `unreadable` with a reason. */
  read(path: string): Promise<ReadResult>;
  /** The entries of a folder in order of name; undefined if it is none or cannot be read. */
  list(path: string): Promise<readonly Entry[] | undefined>;
  kindOf(path: string): Promise<'file' | 'folder' | undefined>;
  /** Whose a file or folder is; undefined if it is not there. Not known of files that are no machine's. */
  rightsOf?(path: string): Promise<Rights | undefined>;
}

export type ReadResult =
  | { readonly text: string }
  | { readonly trouble: 'missing' | 'binary' | 'too-large' | 'unreadable'; readonly message: string };
