/**
 * How many effective lines (neither blank nor a comment) of `before` are not in `after`, where they are more than half of them; undefined
 * where they are not. Lines are compared without the blanks around them, each as often as it stands there.
 */
export function removesMost(before: string, after: string): { readonly removed: number; readonly of: number } | undefined {
  const left = new Map<string, number>();
  for (const line of effective(after)) left.set(line, (left.get(line) ?? 0) + 1);
  const lines = effective(before);
  let removed = 0;
  for (const line of lines) {
    const count = left.get(line) ?? 0;
    if (count === 0) removed++;
    else left.set(line, count - 1);
  }
  return removed * 2 > lines.length ? { removed, of: lines.length } : undefined;
}

function effective(text: string): readonly string[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith(';'));
}
