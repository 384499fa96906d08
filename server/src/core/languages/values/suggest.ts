/**
 * The known word that was most likely meant by `word`: the one with the fewest slips (a letter missing, added, changed, or two
 * swapped), at most one slip for every three letters; case does not count. Undefined where none is near.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  const most = Math.max(1, Math.floor(word.length / 3));
  if (word.length > 64) return undefined;
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const slips = distance(lower, candidate.toLowerCase(), least);
    if (slips < least) {
      least = slips;
      best = candidate;
    }
  }
  return best;
}

/** Optimal string alignment distance of `a` and `b`; a number from `limit` on may be too small, but is never below `limit`. */
function distance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let lowest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) {
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      }
      row.push(cost);
      lowest = Math.min(lowest, cost);
    }
    if (lowest >= limit) return limit;
    before = previous;
    previous = row;
  }
  return previous[b.length] as number;
}
