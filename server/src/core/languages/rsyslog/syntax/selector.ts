import type { Span } from '../../../text/span.ts';

/** One name in a selector: a facility, or the severity with its signs. */
export interface SelectorName {
  readonly text: string;
  readonly span: Span;
}

/** `facility,facility.severity`. */
export interface SelectorPart {
  readonly facilities: readonly SelectorName[];
  /** Without its signs. */
  readonly severity: SelectorName;
  /** `!` in front: takes messages away. */
  readonly negated: boolean;
  /** `=` in front: this severity alone. */
  readonly exact: boolean;
}

/** The parts of a selector that begins at `start`, cut as `DecodePRIFilter` (runtime/conf.c) cuts them. */
export function readSelector(text: string, start: number): readonly SelectorPart[] {
  const parts: SelectorPart[] = [];
  const name = (from: number, to: number): SelectorName => ({ text: text.slice(from, to), span: { start: start + from, end: start + to } });
  let at = 0;
  while (at < text.length) {
    const dot = text.indexOf('.', at);
    let severityAt = dot === -1 ? text.length : dot + 1;
    let end = severityAt;
    while (end < text.length && !'\t ,;'.includes(text[end] as string)) end++;
    const severityEnd = end;
    while (end < text.length && ',;'.includes(text[end] as string)) end++;
    const negated = text[severityAt] === '!' && severityAt < severityEnd;
    if (negated) severityAt++;
    const exact = text[severityAt] === '=' && severityAt < severityEnd;
    if (exact) severityAt++;
    const facilities: SelectorName[] = [];
    let from = at;
    const facilitiesEnd = dot === -1 ? text.length : dot;
    while (from < facilitiesEnd && text[from] !== ';') {
      let to = from;
      while (to < facilitiesEnd && !',;'.includes(text[to] as string)) to++;
      facilities.push(name(from, to));
      from = to;
      while (from < facilitiesEnd && text[from] === ',') from++;
    }
    parts.push({ facilities, severity: name(severityAt, severityEnd), negated, exact });
    at = Math.max(end, at + 1);
  }
  return parts;
}
