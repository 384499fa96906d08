import { posix } from 'node:path';

/**
 * The machine's path for one the client names; relative ones start at `home`. In plain mode everything lies under `under`:
 * `..` cannot lead out of it, and a path that is there already stays as it is.
 */
export function placePath(path: string, home: string, under: string | undefined): string {
  if (under === undefined) return posix.resolve(home, path);
  const absolute = posix.resolve('/', path);
  if (absolute === under || absolute.startsWith(`${under}/`)) return absolute;
  return absolute === '/' ? under : under + absolute;
}
