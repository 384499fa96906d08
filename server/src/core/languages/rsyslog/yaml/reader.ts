import { append } from '../../../append.ts';
import { isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import type { Finding } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
import type { DirectiveNode, ObjectNode, Parameter, StringValue } from '../syntax/tree.ts';
import type { ReadItems } from '../syntax/parse.ts';
import { readFragment } from './fragment.ts';
import { type ScalarText, scalarText } from './scalar-text.ts';

/** A key of a mapping and what stands behind it. */
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node | null;
  /** From the key to the end of the value. */
  readonly span: Span;
}

/** A file while it is read: its text, and what was found. */
export interface Reader {
  readonly text: string;
  readonly findings: Finding[];
  readonly scalars: ScalarText[];
  readonly directives: DirectiveNode[];
  readonly comments: Span[];
  readonly deferred: Span[];
  readonly keys: { readonly name: string; readonly span: Span }[];
}

/** An empty reader of `text`. */
export function createReader(text: string): Reader {
  return { text, findings: [], scalars: [], directives: [], comments: [], deferred: [], keys: [] };
}

/** Reports what rsyslogd refuses in the structure. */
export function refuse(reader: Reader, span: Span, message: string, rule = 'rsyslog-yaml-structure'): void {
  reader.findings.push({ rule, severity: 'error', message, span });
}

/** The stretch of a node without the blanks, comments and line ends behind it; `fallback` for a node that is not there. */
export function spanOf(reader: Reader, node: Node | null | undefined, fallback: Span): Span {
  const range = node?.range;
  if (range == null) return fallback;
  let end = Math.min(range[1], reader.text.length);
  while (end > range[0] && /\s/.test(reader.text[end - 1] as string)) end--;
  return { start: range[0], end };
}

/** The keys of a mapping with their values; a key that is no word is reported and left out. */
export function entriesOf(reader: Reader, map: YAMLMap, around: Span): readonly Entry[] {
  const out: Entry[] = [];
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    const { key, value } = pair;
    const keySpan = spanOf(reader, key, around);
    if (!isScalar(key)) {
      refuse(reader, keySpan, 'A key must be a word: rsyslogd reads the file no further');
      continue;
    }
    const valueSpan = spanOf(reader, value, keySpan);
    out.push({
      key: typeof key.value === 'string' ? key.value : String(key.source ?? ''),
      keySpan,
      value,
      span: { start: keySpan.start, end: Math.max(keySpan.end, valueSpan.end) },
    });
  }
  return out;
}

/** A scalar's text, kept as a place where words stand. */
export function scalar(reader: Reader, node: Scalar): ScalarText {
  const found = scalarText(reader.text, node);
  reader.scalars.push(found);
  return found;
}

/** A scalar as a value of an object. */
export function stringOf(found: ScalarText): StringValue {
  return { kind: 'string', span: found.span, inner: found.inner, text: found.text, quote: '"' };
}

/** The parameter that an entry is; undefined, and reported, where its value is none that rsyslogd takes (`yaml_value_to_nvlst_node`). */
export function parameter(reader: Reader, { key, keySpan, value, span }: Entry): Parameter | undefined {
  const base = { name: key.toLowerCase(), nameSpan: keySpan, span };
  if (value === null) {
    const empty = { start: span.end, end: span.end };
    return { ...base, value: { kind: 'string', span: empty, inner: empty, text: '', quote: '"' } };
  }
  if (isScalar(value)) return { ...base, value: stringOf(scalar(reader, value)) };
  if (isSeq(value)) {
    const elements: StringValue[] = [];
    for (const item of value.items as (Node | null)[]) {
      if (isScalar(item)) elements.push(stringOf(scalar(reader, item)));
      else
        refuse(
          reader,
          spanOf(reader, item, keySpan),
          `The elements of \`${key}\` must be plain values: rsyslogd reads the file no further`,
        );
    }
    return { ...base, value: { kind: 'array', span: spanOf(reader, value, keySpan), elements } };
  }
  refuse(
    reader,
    keySpan,
    isMap(value)
      ? `\`${key}\` cannot hold a mapping: the parameters of rsyslog are flat, a value or a list of values was expected`
      : `\`${key}\` must hold a value or a list of values; rsyslogd knows no aliases`,
  );
  return undefined;
}

/** An object from its parameters. `wordSpan` is where it is named when something is wrong with it as a whole. */
export function objectNode(
  word: string,
  wordSpan: Span,
  span: Span,
  parameters: readonly (Parameter | undefined)[],
  body?: ObjectNode['body'],
): ObjectNode {
  const inside = body === undefined ? span : { start: span.start, end: Math.max(span.start, body.place.start) };
  return { kind: 'object', word, wordSpan, span, inside, parameters: parameters.filter((one) => one !== undefined), body };
}

/** What rsyslogd reads from words of its own and scalars; comments, directives and problems in them are kept. */
export function fragment(reader: Reader, ...parts: readonly (string | ScalarText)[]): ReadItems['items'] {
  const read = readFragment(...parts);
  append(reader.findings, read.findings);
  append(reader.directives, read.directives);
  append(reader.comments, read.comments);
  return read.items;
}
