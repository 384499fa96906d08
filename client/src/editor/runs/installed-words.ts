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

/** One line of Markdown on a file that was installed: where, where the old one is, whether it was taken back. */
export function installedWords({ path, kept, back }: InstalledFile): string {
  if (back) return l10n.t('{0} was installed and taken back: it is as it was', code(path));
  return kept === undefined
    ? l10n.t('{0} installed; there was no file before', code(path))
    : l10n.t('{0} installed; the old file is kept as {1}', code(path), code(kept));
}
