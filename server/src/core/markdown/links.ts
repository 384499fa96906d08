import MarkdownIt from 'markdown-it';
import type { Span } from '../text/span.ts';
import type { Markdown } from './parse-markdown.ts';

/** A link of a Markdown document to somewhere; offsets are the document's. */
export interface MarkdownLink {
  /** As it is written, without `<>`. */
  readonly destination: string;
  readonly span: Span;
}

const { parseLinkDestination } = new MarkdownIt().helpers;

/** Every link and picture of a document in order: `[text](path)`, and `[label]: path` where the label is used. Code is passed over. */
export function markdownLinks(text: string, markdown: Markdown): readonly MarkdownLink[] {
  const links: MarkdownLink[] = [];
  for (const { start, end } of markdown.prose) inlineLinks(text, start, end, links);
  if (markdown.definitions.size > 0) definitions(text, markdown, links);
  return links.sort((a, b) => a.span.start - b.span.start);
}

function inlineLinks(text: string, from: number, end: number, links: MarkdownLink[]): void {
  if (!text.slice(from, end).includes('](')) return;
  let open = 0;
  // Runs of backticks that nothing closes, so that each length is looked for once.
  const unclosed = new Set<number>();
  for (let at = from; at < end; at++) {
    const c = text.charAt(at);
    if (c === '\\') at++;
    else if (c === '`') {
      let length = 1;
      while (text.charAt(at + length) === '`') length++;
      const close = unclosed.has(length) ? -1 : closing(text, at + length, end, length);
      if (close === -1) unclosed.add(length);
      at = close === -1 ? at + length - 1 : close + length - 1;
    } else if (c === '[') open++;
    else if (c === ']' && open > 0) {
      open--;
      if (text.charAt(at + 1) !== '(') continue;
      let start = at + 2;
      while (start < end && /[ \t\r\n]/.test(text.charAt(start))) start++;
      const found = parseLinkDestination(text, start, end);
      if (!found.ok || found.pos === start) continue;
      const angle = text.charAt(start) === '<' ? 1 : 0;
      let behind = found.pos;
      while (behind < end && /[ \t\r\n]/.test(text.charAt(behind))) behind++;
      if (!/[)"'(]/.test(text.charAt(behind))) continue;
      const span = { start: start + angle, end: found.pos - angle };
      links.push({ destination: text.slice(span.start, span.end), span });
      at = found.pos - 1;
    }
  }
}

function closing(text: string, from: number, end: number, length: number): number {
  for (let at = text.indexOf('`', from); at !== -1 && at < end; at = text.indexOf('`', at)) {
    let run = 1;
    while (text.charAt(at + run) === '`') run++;
    if (run === length) return at;
    at += run;
  }
  return -1;
}

function definitions(text: string, { fences, definitions: labels, prose }: Markdown, links: MarkdownLink[]): void {
  const used = new Set<string>();
  for (const { start, end } of prose)
    for (const match of text.slice(start, end).matchAll(/\[([^[\]\n]{1,200})\]/g)) used.add(normalised(match[1] as string));
  let fence = 0;
  for (const match of text.matchAll(/^[ \t>]{0,20}\[([^[\]\n]{1,200})\]:[ \t]*(?:<([^<>\n]*)>|(\S+))/gm)) {
    while (fence < fences.length && (fences[fence]?.span.end ?? 0) < match.index) fence++;
    const inFence = (fences[fence]?.span.start ?? Number.POSITIVE_INFINITY) <= match.index;
    const label = normalised(match[1] as string);
    if (inFence || !labels.has(label) || !used.has(label)) continue;
    const destination = match[2] ?? match[3] ?? '';
    const end = match.index + match[0].length - (match[2] === undefined ? 0 : 1);
    links.push({ destination, span: { start: end - destination.length, end } });
  }
}

/** A label as markdown-it's `normalizeReference` keys it. */
function normalised(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase().toUpperCase();
}
