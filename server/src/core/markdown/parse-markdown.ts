import MarkdownIt from 'markdown-it';
import { commonStart } from '../text/common-ends.ts';
import { type LineIndex, lineIndex } from '../text/line-index.ts';
import { type Segment, type SegmentMap, segmentMap } from '../text/segments.ts';
import type { Span } from '../text/span.ts';
import { type FrontMatterRegion, frontMatterRegion } from './front-matter-region.ts';

/** A fenced code block with exact places; spans are the document's. */
export interface Fence {
  /** From the first fence mark to the end of the closing line. */
  readonly span: Span;
  /** All that stands behind the fence marks on the first line, blanks too. */
  readonly infoSpan: Span;
  readonly info: string;
  /** The content without its container's prefix; lines end in LF. */
  readonly text: string;
  readonly map: SegmentMap;
  /** False where the document, the quote or the list item ended before the fence did. */
  readonly closed: boolean;
}

/** A heading: level from 1, its text without marks. */
export interface MarkdownHeading {
  readonly level: number;
  readonly text: string;
  readonly span: Span;
  /** Whether it stands in a quote or a list. */
  readonly nested: boolean;
}

/** The structure of a Markdown document; offsets are the document's. */
export interface Markdown {
  readonly lines: LineIndex;
  readonly frontMatter: FrontMatterRegion | undefined;
  readonly fences: readonly Fence[];
  readonly headings: readonly MarkdownHeading[];
  /** Blocks of raw HTML, comments among them. */
  readonly html: readonly Span[];
  /** Lines of running text: paragraphs and headings, where links may stand. */
  readonly prose: readonly Span[];
  /** Labels of link definitions (`[label]: path`), as CommonMark compares them. */
  readonly definitions: ReadonlySet<string>;
}

// Only structure is wanted: inline marks are never read, which is most of markdown-it's time.
const parser = new MarkdownIt('commonmark');
parser.core.ruler.enableOnly(['normalize', 'block']);

/** `text` with everything but line ends in `region` made blank, so that lines and offsets stay. */
function blanked(text: string, region: FrontMatterRegion | undefined): string {
  let out = text;
  if (region !== undefined) {
    const { start, end } = region.whole;
    out = out.slice(0, start) + out.slice(start, end).replace(/[^\r\n]/g, ' ') + out.slice(end);
  }
  return out.charCodeAt(0) === 0xfeff ? ` ${out.slice(1)}` : out;
}

/**
 * The structure of any text as CommonMark has it; never throws. Fences that end in front of what differs from `previous` are the very same: nothing
 * that hangs on them alone need be found again.
 */
export function parseMarkdown(text: string, previous?: { readonly text: string; readonly markdown: Markdown }): Markdown {
  const old = previous?.markdown.fences ?? [];
  const kept = previous === undefined ? 0 : commonStart(previous.text, text);
  const frontMatter = frontMatterRegion(text);
  const lines = lineIndex(text);
  const source = blanked(text, frontMatter);
  const fences: Fence[] = [];
  const headings: MarkdownHeading[] = [];
  const html: Span[] = [];
  const prose: Span[] = [];
  const environment: NonNullable<Parameters<typeof parser.parse>[1]> = {};
  const tokens = parser.parse(source, environment);
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token?.map == null) continue;
    const [first, last] = token.map;
    const whole: Span = { start: lines.lineStart(first), end: Math.max(lines.lineStart(first), lines.lineEnd(last - 1)) };
    if (token.type === 'fence') {
      const before = old[fences.length];
      const isKept = before?.infoSpan.end === lines.lineEnd(first) && before.span.end === whole.end && whole.end < kept;
      fences.push(isKept ? before : fence(source, lines, first, last, token.markup, token.info, token.content));
    } else if (token.type === 'html_block') html.push(whole);
    else if (token.type === 'heading_open') {
      headings.push({ level: Number(token.tag.slice(1)), text: tokens[i + 1]?.content ?? '', span: whole, nested: token.level > 0 });
    } else if (token.type === 'inline') prose.push(whole);
  }
  return { lines, frontMatter, fences, headings, html, prose, definitions: new Set(Object.keys(environment.references ?? {})) };
}

function fence(source: string, lines: LineIndex, first: number, last: number, markup: string, info: string, content: string): Fence {
  const lineText = (line: number): string => source.slice(lines.lineStart(line), lines.lineEnd(line)).replaceAll('\0', '\ufffd');
  const opening = lines.lineEnd(first);
  const infoSpan: Span = { start: Math.max(lines.lineStart(first), opening - info.length), end: opening };
  const contentLines = content === '' ? [] : (content.endsWith('\n') ? content.slice(0, -1) : content).split('\n');
  const closed =
    last - first - 2 === contentLines.length &&
    lineText(last - 1)
      .trimEnd()
      .endsWith(markup.charAt(0));
  const segments: Segment[] = [];
  let block = 0;
  for (let i = 0; i < contentLines.length; i++) {
    const line = contentLines[i] as string;
    const start = lines.lineStart(first + 1 + i);
    const written = lineText(first + 1 + i);
    // A tab that a container's indentation cut in two leaves spaces that the source does not have.
    let made = 0;
    while (made < 3 && line.charAt(made) === ' ' && !written.endsWith(line.slice(made))) made++;
    const length = Math.min(line.length - made, written.length);
    segments.push({ block: block + made, document: start + written.length - length, length });
    block += line.length + 1;
  }
  const start = infoSpan.start - markup.length;
  return {
    span: { start, end: Math.max(opening, lines.lineEnd(last - 1)) },
    infoSpan,
    info,
    text: content,
    map: segmentMap(segments, { start: opening, end: lines.lineStart(first + 1) }),
    closed,
  };
}
