import type { Merged } from './merge-part.ts';
import { linesWithEnds, merged } from './lines.ts';

/** The two lines that a block's part stands between. */
export function markLines(name: string): readonly [begin: string, end: string] {
  return [`# opsbook ${name} begin`, `# opsbook ${name} end`];
}

/** Why a part cannot be put in, where its lines are not as they were written. */
export function markLinesMissing(name: string): string {
  const [begin, end] = markLines(name);
  return `the lines \`${begin}\` and \`${end}\` do not stand there once each, in this order; the part between them cannot be told`;
}

/** `file` with `part` between the lines `# opsbook NAME begin` and `# opsbook NAME end`, at the end where they are not there yet. */
export function markedPart(file: string, part: string, name: string): Merged | string {
  const [begin, end] = markLines(name);
  const lines = linesWithEnds(file);
  const at = (line: string): number[] => lines.flatMap((each, index) => (each.trim() === line ? [index] : []));
  const [from, ...moreBegins] = at(begin);
  const [to, ...moreEnds] = at(end);
  if (moreBegins.length > 0 || moreEnds.length > 0 || (from === undefined) !== (to === undefined) || (from ?? 0) > (to ?? 0))
    return markLinesMissing(name);
  if (linesWithEnds(part).some((line) => line.trim() === begin || line.trim() === end))
    return `the part itself holds the line \`${begin}\` or \`${end}\``;
  const own = linesWithEnds(part).map((text, line) => ({ text, line }));
  const block = [{ text: `${begin}\n` }, ...own, { text: `${end}\n` }];
  const before = lines.slice(0, from ?? lines.length).map((text) => ({ text }));
  const after = to === undefined ? [] : lines.slice(to + 1).map((text) => ({ text }));
  return merged([...before, ...block, ...after]);
}
