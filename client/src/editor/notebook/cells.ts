import { openDocument } from '../../../../server/src/core/index.ts';

/** One cell of a runbook that is shown as a notebook. */
export interface Cell {
  readonly kind: 'markup' | 'code';
  /** The word behind the fence; '' for markup, and for a fence without one. */
  readonly language: string;
  /** What is edited: a fence's content, or Markdown without the line ends behind it. */
  readonly text: string;
  /** Where it came from; absent for a cell that is new. */
  readonly source?: CellSource;
}

/** The bytes of a cell as they were read. */
export interface CellSource {
  /** The whole of it, fences and line ends too. */
  readonly raw: string;
  /** What `text` was. */
  readonly text: string;
  /** What stands before and behind `text` in `raw`. */
  readonly before: string;
  readonly after: string;
}

/**
 * The cells of a Markdown text: its front matter and each fence at the margin are code cells, what stands between them is markup; blank lines go
 * with the cell before them. Their `raw`s joined are the text.
 */
export function cellsOf(text: string): readonly Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  /** Blank lines that no cell is before. */
  let lead = '';
  const put = (kind: Cell['kind'], language: string, { raw, text: content, before, after }: CellSource): void => {
    cells.push({ kind, language, text: content, source: { raw: lead + raw, text: content, before: lead + before, after } });
    lead = '';
    at += raw.length;
  };
  const markup = (end: number): void => {
    const raw = text.slice(at, end);
    const before = /^(?:\ufeff|\r?\n)*/.exec(raw)?.[0] ?? '';
    const content = raw.slice(before.length).replace(/\s+$/, '');
    const last = cells.at(-1);
    if (content !== '') put('markup', '', { raw, text: content, before, after: raw.slice(before.length + content.length) });
    else {
      at = end;
      if (last?.source === undefined) lead += raw;
      else cells[cells.length - 1] = { ...last, source: { ...last.source, raw: last.source.raw + raw, after: last.source.after + raw } };
    }
  };
  const matter = /^(\ufeff?---[ \t]*\r?\n)([\s\S]*?)(\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$))/.exec(text);
  if (matter !== null) {
    const [raw, before = '', content = '', after = ''] = matter;
    put('code', 'yaml', { raw, text: content, before, after });
  }
  for (const { span, language } of openDocument('/notebook.md', text, { named: true }).runbook?.blocks ?? []) {
    // A fence inside of a list or a quote is part of its Markdown, and so is one that is indented or never closed.
    const raw = text.slice(span.start, afterLine(text, span.end));
    const parts = span.start >= at && span.start === lineStart(text, span.start) ? partsOf(raw) : undefined;
    if (parts === undefined) continue;
    markup(span.start);
    put('code', language, { raw, ...parts });
  }
  markup(text.length);
  if (lead !== '') cells.push({ kind: 'markup', language: '', text: '', source: { raw: lead, text: '', before: lead, after: '' } });
  return cells;
}

/** A closed fence at the margin: its opening line, its content without the last line end, and the rest. */
function partsOf(raw: string): { readonly before: string; readonly text: string; readonly after: string } | undefined {
  const marks = /^(`{3,}|~{3,})/.exec(raw)?.[1];
  const from = raw.indexOf('\n') + 1;
  const closing = /(?:^|\n)( {0,3}(`{3,}|~{3,})[ \t]*(?:\r?\n)?)$/.exec(raw);
  if (marks === undefined || from === 0 || closing === null || !closing[2]?.startsWith(marks)) return undefined;
  const until = raw.length - (closing[1]?.length ?? 0);
  if (until < from) return undefined;
  const text = raw.slice(from, until).replace(/\r?\n$/, '');
  return { before: raw.slice(0, from), text, after: raw.slice(from + text.length) };
}

/** The Markdown of cells: one that was not edited keeps its very bytes, and of one that was only its content changes. `eol` is used for what is new. */
export function textOf(cells: readonly Cell[], eol: string): string {
  let out = '';
  for (const cell of cells) {
    const { source } = cell;
    if (source !== undefined && unix(cell.text) === unix(source.text)) out = joined(out, source.raw, cell, eol);
    else if (cell.kind === 'code' && isFence(source)) out = joined(out, fenced(cell, eol), cell, eol);
    else if (source === undefined) out = joined(out, `${withEol(cell.text, eol)}${eol}`, cell, eol);
    else out = joined(out, `${source.before}${withEol(cell.text, eol)}${source.after}`, cell, eol);
  }
  return out;
}

/** A new cell stands in lines of its own. */
function joined(before: string, text: string, { source }: Cell, eol: string): string {
  const broken = before === '' || before.endsWith('\n') ? before : `${before}${eol}`;
  if (source !== undefined || broken === '' || /\n\r?\n$/.test(broken)) return broken + text;
  return broken + eol + text;
}

const opening = /^(\s*)(`{3,}|~{3,})/;

/** Whether a cell is a fence, or is to be one; the front matter is none. */
function isFence(source: CellSource | undefined): boolean {
  return source === undefined || opening.test(source.before);
}

function fenced({ language, text, source }: Cell, eol: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^ {0,3}(`{3,}|~{3,})/gm)].map(([, marks = '']) => marks.length));
  const before = source?.before ?? `\`\`\`${language}${eol}`;
  const [, lead = '', own = ''] = opening.exec(before) ?? [];
  // The content may hold a longer fence now than the one that closes it.
  const marks = own.length > longest ? own : own.charAt(0).repeat(longest + 1);
  const closing = source?.after.replace(/^\r?\n/, '') ?? `\`\`\`${eol}`;
  const closed = own.length > longest && source !== undefined ? closing : closing.replace(/(`{3,}|~{3,})/, marks);
  const body = text === '' ? '' : `${withEol(text, eol)}${eol}`;
  return `${lead}${marks}${before.slice(lead.length + own.length)}${body}${closed}`;
}

function unix(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

function withEol(text: string, eol: string): string {
  return unix(text).replaceAll('\n', eol);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset behind the line that `offset` stands on. */
function afterLine(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  return feed === -1 ? text.length : feed + 1;
}
