import type { Expectation } from './model.ts';

/** Reads `0,2`, `/re/` or `0,2 /re/`; undefined where it is none of them or the pattern does not compile. */
export function readExpectation(text: string): Expectation | undefined {
  const match = /^(\d{1,3}(?:,\d{1,3})*)?(?:(?:^|\s+)\/(.*)\/)?$/s.exec(text.trim());
  if (match === null || text.trim() === '') return undefined;
  const [, codes, pattern] = match;
  if (pattern !== undefined) {
    try {
      new RegExp(pattern, 'm');
    } catch {
      return undefined;
    }
  }
  const numbers = codes?.split(',').map(Number);
  if (numbers?.some((code) => code > 255)) return undefined;
  return { ...(numbers && { codes: numbers }), ...(pattern !== undefined && { pattern }) };
}
