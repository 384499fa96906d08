import type { Stats } from 'node:fs';

const kinds: readonly (readonly [number, string])[] = [
  [0o140000, 's'],
  [0o120000, 'l'],
  [0o100000, '-'],
  [0o060000, 'b'],
  [0o040000, 'd'],
  [0o020000, 'c'],
  [0o010000, 'p'],
];

/** A line as `ls -l` prints it, which clients show to people; owner and group as numbers, the time in UTC. */
export function longName(name: string, stats: Stats): string {
  const kind = kinds.find(([bits]) => (stats.mode & 0o170000) === bits)?.[1] ?? '?';
  const rights = [6, 3, 0]
    .map((shift) => [4, 2, 1].map((bit, index) => ((stats.mode >> shift) & bit ? 'rwx'[index] : '-')).join(''))
    .join('');
  const time = stats.mtime.toISOString().slice(0, 16).replace('T', ' ');
  return `${kind}${rights} ${stats.nlink} ${stats.uid} ${stats.gid} ${stats.size} ${time} ${name}`;
}
