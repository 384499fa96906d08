import type { Edit } from '../../../text/edit.ts';
import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import type { InterfacesTree, Line } from '../tree.ts';

/**
 * Edits that bring a file into shape: keywords at the front of their lines, options indented alike (by what most of them have, else four
 * blanks), one blank behind the first word, no blanks at the ends of lines, no two empty lines together, a line end at the end. Values
 * and continued lines stay as they are; a line that ends in a backslash keeps its blanks behind it, which keep it from being continued.
 */
export function format({ tree, text }: Parsed<InterfacesTree>, range?: Span): readonly Edit[] {
  const edits: Edit[] = [];
  const indent = usualIndent(tree, text);
  const starts = new Set(tree.stanzas.map(({ line }) => line));
  const options = new Set(tree.stanzas.flatMap((stanza) => stanza.options.map(({ line }) => line)));
  const beside = besideOptions(tree, options);
  const wanted = (line: Line): boolean =>
    range === undefined || (line.span.start <= range.end && lineStart(text, line.span.start) <= range.end && line.span.end >= range.start);
  for (const [i, line] of tree.lines.entries()) {
    if (!wanted(line)) continue;
    // Blanks behind a line of nothing but a backslash decide what the first word is.
    if ((line.joins[0] ?? line.span.start) < line.span.start) continue;
    const from = lineStart(text, line.span.start);
    if (line.kind === 'blank') {
      if (line.joins.length === 0) blank(edits, text, line, tree.lines[i - 1]);
      continue;
    }
    const level = starts.has(line)
      ? ''
      : options.has(line)
        ? indent
        : line.kind === 'comment'
          ? from < line.span.start && beside.has(line)
            ? indent
            : ''
          : text.slice(from, line.span.start);
    if (text.slice(from, line.span.start) !== level) edits.push({ span: { start: from, end: line.span.start }, text: level });
    if (line.joins.length > 0) continue;
    const [first, second] = line.words;
    if (first !== undefined && second !== undefined && second.span.start - first.span.end !== 1)
      edits.push({ span: { start: first.span.end, end: second.span.start }, text: ' ' });
    else if (first !== undefined && second !== undefined && text[first.span.end] !== ' ')
      edits.push({ span: { start: first.span.end, end: second.span.start }, text: ' ' });
    if (starts.has(line)) {
      for (const [j, word] of line.words.entries()) {
        const next = line.words[j + 1];
        if (j > 0 && next !== undefined && text.slice(word.span.end, next.span.start) !== ' ')
          edits.push({ span: { start: word.span.end, end: next.span.start }, text: ' ' });
      }
    }
    trailing(edits, text, line.span.end);
  }
  const last = tree.lines.at(-1);
  if (
    last !== undefined &&
    wanted(last) &&
    last.kind !== 'blank' &&
    !text.endsWith('\n') &&
    text[text.length - 1] !== '\\' &&
    text[last.span.end - 1] !== '\\'
  ) {
    edits.push({ span: { start: text.length, end: text.length }, text: text.includes('\r\n') ? '\r\n' : '\n' });
  }
  return merge(edits);
}

function lineStart(text: string, offset: number): number {
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Blanks behind the last character of a line, but for a carriage return that belongs to the line end. */
function trailing(edits: Edit[], text: string, end: number): void {
  let to = text.indexOf('\n', end);
  if (to === -1) to = text.length;
  if (to > end && text[to - 1] === '\r' && to < text.length) to--;
  if (to > end && text[end - 1] !== '\\') edits.push({ span: { start: end, end: to }, text: '' });
}

/** An empty line loses its blanks; one behind another empty line goes, with its line end. */
function blank(edits: Edit[], text: string, line: Line, before: Line | undefined): void {
  const from = lineStart(text, line.span.start);
  let to = line.span.end;
  if (before?.kind === 'blank' && before.joins.length === 0) {
    const next = text.indexOf('\n', line.span.end);
    edits.push({ span: { start: from, end: next === -1 ? text.length : next + 1 }, text: '' });
    return;
  }
  if (to > from && text[to - 1] === '\r' && text[to] === '\n') to--;
  if (to > from) edits.push({ span: { start: from, end: to }, text: '' });
}

/** The indentation that most options have; four blanks where they have none. */
function usualIndent(tree: InterfacesTree, text: string): string {
  const counts = new Map<string, number>();
  for (const { options } of tree.stanzas) {
    for (const { line } of options) {
      const indent = text.slice(lineStart(text, line.span.start), line.span.start);
      if (/^(?:\t| {1,8})$/.test(indent)) counts.set(indent, (counts.get(indent) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)[0]?.[0] ?? '    ';
}

/** The comments that stand beside an option, before or behind it with no other statement between: if they are indented, then with the options. */
function besideOptions(tree: InterfacesTree, options: ReadonlySet<Line>): ReadonlySet<Line> {
  const out = new Set<Line>();
  for (const lines of [tree.lines, [...tree.lines].reverse()]) {
    let beside = false;
    for (const line of lines) {
      if (line.kind === 'statement') beside = options.has(line);
      else if (line.kind === 'comment' && beside) out.add(line);
    }
  }
  return out;
}

/** Edits in order, of which none touches the one before. */
function merge(edits: readonly Edit[]): readonly Edit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}
