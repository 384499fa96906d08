import { l10n } from 'vscode';
import { code } from './markdown-text.ts';

/** A file that a block installed on a host, as the run told it. */
export interface InstalledFile {
  readonly path: string;
  /** Where the old file lies on the host; absent where there was none. */
  readonly kept?: string;
  /** It was taken back in the same run. */
  readonly back: boolean;
}

/** One line on a file that was installed: where, where the old one is, whether it was taken back. `quote` writes paths, as code of Markdown where nothing is said. */
export function installedWords({ path, kept, back }: InstalledFile, quote: (path: string) => string = code): string {
  if (back) return l10n.t('{0} was installed and taken back: it is as it was', quote(path));
  return kept === undefined
    ? l10n.t('{0} installed; there was no file before', quote(path))
    : l10n.t('{0} installed; the old file is kept as {1}', quote(path), quote(kept));
}
