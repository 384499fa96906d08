/** Folders below a host's root that hold what daemons read; what stands before the last of them mirrors the root. */
const marks = ['/etc/', '/var/lib/'];

/** The folder that mirrors a host's root, told by a path in it: what stands before its last `/etc/` or `/var/lib/`; undefined where it has neither. */
export function rootOf(path: string): string | undefined {
  const at = Math.max(...marks.map((mark) => path.lastIndexOf(mark)));
  return at < 0 ? undefined : path.slice(0, at);
}
