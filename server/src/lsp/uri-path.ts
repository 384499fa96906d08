import { URI } from 'vscode-uri';

/**
 * The project path of a URI: a file's own path; for a file of another file system its scheme and its authority before it, such as
 * `vscode-vfs:github/owner/name/etc/logrotate.conf`, or `mem:/etc/logrotate.conf` where there is no authority. It holds no `//`.
 */
export function pathOf(uri: string): string {
  const { scheme, authority, path } = URI.parse(uri);
  return scheme === 'file' ? path : `${scheme}:${authority}${path}`;
}

/** The URI of a project path. */
export function uriOfPath(path: string): string {
  if (path.startsWith('untitled:')) return URI.parse(path).toString();
  const virtual = virtualPath(path);
  return (virtual === undefined ? URI.file(path) : URI.from(virtual)).toString();
}

/** The parts of the path of a file that is not on this machine's disk; undefined for one that is. */
export function virtualPath(path: string): { readonly scheme: string; readonly authority: string; readonly path: string } | undefined {
  const match = /^(?!untitled:)([a-z][\w+.-]+):([^/]*)(\/.*)?$/i.exec(path);
  if (match === null) return undefined;
  const [, scheme = '', authority = '', inner = '/'] = match;
  return { scheme, authority, path: inner };
}
