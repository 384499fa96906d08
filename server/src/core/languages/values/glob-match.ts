/**
 * Whether a shell pattern (`*`, `?`, `[a-z]`, `[!a-z]`; fnmatch(3) without flags) matches a whole name. A `[` that is never closed
 * stands for itself. At most the product of both lengths.
 */
export function globMatches(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    const step = p < pattern.length && pattern[p] !== '*' ? matchOne(pattern, p, name[n] as string) : 0;
    if (step > 0) {
      p += step;
      n++;
    } else if (pattern[p] === '*') {
      star = p++;
      mark = n;
    } else if (star !== -1) {
      p = star + 1;
      n = ++mark;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** How many characters of the pattern at `p` match `char`; 0 if they do not. */
function matchOne(pattern: string, p: number, char: string): number {
  if (pattern[p] === '?') return 1;
  const close = pattern[p] === '[' ? pattern.indexOf(']', p + 2) : -1;
  if (close === -1) return pattern[p] === char ? 1 : 0;
  const negated = pattern[p + 1] === '!' || pattern[p + 1] === '^';
  let found = false;
  for (let i = p + (negated ? 2 : 1); i < close; i++) {
    if (pattern[i + 1] === '-' && i + 2 < close) {
      found ||= (pattern[i] as string) <= char && char <= (pattern[i + 2] as string);
      i += 2;
    } else found ||= pattern[i] === char;
  }
  return found !== negated ? close - p + 1 : 0;
}
