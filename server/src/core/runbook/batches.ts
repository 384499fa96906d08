/**
 * Cuts `targets` into batches, in order: each item of `rolling` is a number of hosts or a share of all (rounded up), the last one
 * repeats; without `rolling` all at once.
 */
export function batches(targets: readonly string[], rolling: readonly string[] | undefined): readonly (readonly string[])[] {
  if (targets.length === 0) return [];
  if (rolling === undefined || rolling.length === 0) return [targets];
  const out: (readonly string[])[] = [];
  for (let at = 0, i = 0; at < targets.length; i++) {
    const item = rolling[Math.min(i, rolling.length - 1)] as string;
    const size = Math.max(1, item.endsWith('%') ? Math.ceil((targets.length * Number(item.slice(0, -1))) / 100) : Number(item));
    out.push(targets.slice(at, at + size));
    at += size;
  }
  return out;
}
