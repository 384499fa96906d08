import { createTwoFilesPatch } from 'diff';

interface Told {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  readonly patch: string;
}

/** What was told last: many hosts have the same file, and are to get the same. */
const recent: Told[] = [];
const FEW = 4;

/** The unified diff from `before` to `after` of the file at `path`; '' where they are equal. A difference that takes too long to find is told as such. */
export function fileDifference(path: string, before: string, after: string): string {
  if (before === after) return '';
  const known = recent.find((told) => told.path === path && told.before === before && told.after === after);
  if (known !== undefined) return known.patch;
  const found = createTwoFilesPatch(before === '' ? '/dev/null' : path, path, before, after, undefined, undefined, {
    context: 3,
    timeout: 2000,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
  const patch = found ?? `--- ${path}\n+++ ${path}\n\\ too different to compare line by line\n`;
  recent.unshift({ path, before, after, patch });
  recent.length = Math.min(recent.length, FEW);
  return patch;
}
