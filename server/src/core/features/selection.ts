import { languageNamed } from '../languages/registry.ts';
import type { SymbolNode } from '../language.ts';
import type { Project } from '../project.ts';
import { contains, type Span } from '../text/span.ts';
import { symbols } from './symbols.ts';
import { featureContext, unitAt } from './unit-at.ts';

/**
 * The spans of the document that hold `offset`, each inside of the next: word, value, line, construct, block, section, document. At
 * least the whole document.
 */
export function selection(project: Project, path: string, offset: number): readonly Span[] {
  const document = project.documents.get(path);
  if (document === undefined) return [];
  const { text, lines } = document;
  const line = lines.positionAt(offset).line;
  const start = lines.lineStart(line);
  const whole = text.slice(start, lines.lineEnd(line));
  const spans: Span[] = [
    { start: 0, end: text.length },
    ...wordsAt(text, offset),
    { start: start + (whole.length - whole.trimStart().length), end: start + whole.trimEnd().length },
    ...(document.ours ? symbols(project, path).flatMap(spansOf) : []),
    ...(document.runbook?.blocks.flatMap(({ span, infoSpan }) => [span, infoSpan]) ?? []),
  ];
  const place = unitAt(project, path, offset);
  if (place !== undefined) {
    const { unit } = place;
    const language = languageNamed(unit.language);
    const own: Span[] = [
      { start: 0, end: unit.parsed.text.length },
      ...(language?.tokens?.(unit.parsed) ?? []).map(({ span }) => span),
      ...(language?.folding?.(unit.parsed) ?? []),
      ...(language?.selection?.(featureContext(project, place)) ?? []),
    ];
    for (const span of own) if (span.start <= place.offset && place.offset <= span.end) spans.push(unit.map.toDocument(span));
  }
  return nested(spans.filter((span) => span.start <= offset && offset <= span.end && span.end > span.start));
}

/** The run of letters at `offset`, and with what joins words to names and paths. */
function wordsAt(text: string, offset: number): Span[] {
  return [/[\p{L}\p{N}_]/u, /[\p{L}\p{N}_.:/*@%+-]/u].map((part) => {
    let start = offset;
    let end = offset;
    while (start > 0 && part.test(text[start - 1] as string)) start--;
    while (end < text.length && part.test(text[end] as string)) end++;
    return { start, end };
  });
}

function spansOf(node: SymbolNode): Span[] {
  return [node.nameSpan, node.span, ...(node.children ?? []).flatMap(spansOf)];
}

/** Those of `spans` that hold each other, the smallest first; what crosses one already taken is left out. */
function nested(spans: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const last = out.at(-1);
    if (last === undefined || (contains(span, last) && span.end - span.start > last.end - last.start)) out.push(span);
  }
  return out;
}
