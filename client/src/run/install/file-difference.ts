import { createTwoFilesPatch } from 'diff';

/** The unified diff from `before` to `after` of the file at `path`; '' where they are equal. A difference that takes too long to find is told as such. */
export function fileDifference(path: string, before: string, after: string): string {
  if (before === after) return '';
  const patch = createTwoFilesPatch(before === '' ? '/dev/null' : path, path, before, after, undefined, undefined, {
    context: 3,
    timeout: 2000,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
  });
  return patch ?? `--- ${path}\n+++ ${path}\n\\ too different to compare line by line\n`;
}
