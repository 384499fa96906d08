import { open, readdir, stat } from 'node:fs/promises';
import { fileTrouble } from './file-trouble.ts';
import type { Entry, Files, ReadResult } from './files.ts';

/** Files over this many bytes are not judged. */
export const SIZE_LIMIT = 64 * 1024 * 1024;

/** The files of this machine, read with Node. Bytes that are no UTF-8 become U+FFFD. */
export const nodeFiles: Files = {
  async read(path): Promise<ReadResult> {
    try {
      const file = await open(path, 'r');
      try {
        const { size } = await file.stat();
        if (size > SIZE_LIMIT) return { trouble: 'too-large', message: `${size} bytes; at most ${SIZE_LIMIT} are judged` };
        const bytes = await file.readFile();
        if (bytes.subarray(0, 8000).includes(0)) return { trouble: 'binary', message: 'it is a binary file; text was expected' };
        return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
      } finally {
        await file.close();
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return { trouble: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable', message: fileTrouble(error, 'read') };
    }
  },
  async list(path) {
    try {
      const entries = await readdir(path, { withFileTypes: true });
      const out: Entry[] = [];
      for (const entry of entries) {
        if (entry.isDirectory()) out.push({ name: entry.name, kind: 'folder' });
        else if (entry.isFile()) out.push({ name: entry.name, kind: 'file' });
        else if (entry.isSymbolicLink() && (await this.kindOf(`${path}/${entry.name}`)) === 'file')
          out.push({ name: entry.name, kind: 'file' });
      }
      return out.sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch {
      return undefined;
    }
  },
  async kindOf(path) {
    try {
      const found = await stat(path);
      return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : undefined;
    } catch {
      return undefined;
    }
  },
  async rightsOf(path) {
    try {
      const { uid, mode } = await stat(path);
      return { owner: uid, mode: mode & 0o7777 };
    } catch {
      return undefined;
    }
  },
};
