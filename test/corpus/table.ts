/** Rows of cells as an aligned table; numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, at) => Math.max(...all.map((row) => (row[at] ?? '').length)));
  const line = (row: readonly string[], source: readonly (string | number)[]): string =>
    row
      .map((cell, at) => (typeof source[at] === 'number' ? cell.padStart(widths[at] as number) : cell.padEnd(widths[at] as number)))
      .join('  ');
  return [line(head, head), ...rows.map((row) => line(row.map(String), row))].join('\n');
}

/** A share as a percentage with one place, `-` of nothing. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`;
}
