import type { Span } from '../text/span.ts';
import { attributeRecord } from './attribute-table.ts';
import type { Attribute } from './model.ts';
import { attributeText, jsonAttributes, runmeInfo } from './runme-attributes.ts';

/** The attributes of an info string in order, and what a reader should know of them; offsets are the document's. */
export interface ReadAttributes {
  readonly attributes: readonly Attribute[];
  readonly notes: readonly AttributeNote[];
}

/** Something about the way the attributes are written. */
export interface AttributeNote {
  readonly kind: 'repeated' | 'unclosed' | 'nested' | 'quoted-for-runme' | 'no-space' | 'text-after' | 'unclosed-quote';
  readonly span: Span;
  readonly key?: string;
}

interface Item {
  readonly key: string;
  readonly value: string | undefined;
  readonly quoted: boolean;
  readonly start: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  readonly end: number;
  readonly unclosedQuote: boolean;
}

/** Reads `{…}` of an info string that begins at `offset` in the document. Never throws; what cannot be read is a note. */
export function readAttributes(info: string, offset: number): ReadAttributes {
  const notes: AttributeNote[] = [];
  const at = attributeText(info);
  if (at === undefined) {
    const open = info.indexOf('{');
    if (open !== -1 && !info.includes('}', open))
      notes.push({ kind: 'unclosed', span: { start: offset + open, end: offset + info.trimEnd().length } });
    return { attributes: [], notes };
  }
  const place = (start: number, end: number): Span => ({ start: offset + start, end: offset + end });
  if (at.start > 0 && !/\s/.test(info.charAt(at.start - 1))) notes.push({ kind: 'no-space', span: place(at.start, at.start + 1) });
  const after = info.slice(at.end);
  const text = info.slice(at.start, at.end);
  if (after.trim() !== '') {
    const nested = /^\s*[}]/.test(after) || /[{]/.test(text.slice(1));
    notes.push({ kind: nested ? 'nested' : 'text-after', span: place(at.end, info.trimEnd().length) });
  }
  const runme = runmeInfo(info);
  const items = jsonAttributes(text) === undefined ? plainItems(text) : jsonItems(text);
  const attributes: Attribute[] = [];
  const seen = new Set<string>();
  for (const item of items) {
    const owner = attributeRecord(item.key)?.owner;
    const start = at.start + item.start;
    const span = place(start, at.start + item.end);
    if (item.unclosedQuote) notes.push({ kind: 'unclosed-quote', span, key: item.key });
    if (seen.has(item.key)) notes.push({ kind: 'repeated', span, key: item.key });
    seen.add(item.key);
    let value = item.value ?? 'true';
    if (owner === 'runme' && runme.format === 'html') {
      const theirs = runme.attributes.get(item.key);
      if (theirs !== undefined && theirs !== '' && theirs !== value) {
        notes.push({ kind: 'quoted-for-runme', span, key: item.key });
        value = theirs;
      }
    }
    attributes.push({
      key: item.key,
      value,
      span,
      keySpan: place(start, at.start + item.keyEnd),
      valueSpan: item.value === undefined ? undefined : place(at.start + item.valueStart, at.start + item.end),
    });
  }
  return { attributes, notes };
}

/** Items of `{a b=c d="e f"}`: separated by blanks; in quotes only `\"` and `\\` are escapes. */
function plainItems(text: string): Item[] {
  const items: Item[] = [];
  const end = text.length - 1;
  let i = 1;
  while (i < end) {
    if (/[\s{]/.test(text.charAt(i))) {
      i++;
      continue;
    }
    const start = i;
    while (i < end && !/[\s=]/.test(text.charAt(i))) i++;
    const keyEnd = i;
    if (text.charAt(i) !== '=') {
      items.push({
        key: text.slice(start, keyEnd),
        value: undefined,
        quoted: false,
        start,
        keyEnd,
        valueStart: keyEnd,
        end: keyEnd,
        unclosedQuote: false,
      });
      continue;
    }
    i++;
    const valueStart = i;
    let value = '';
    let unclosedQuote = false;
    const quoted = text.charAt(i) === '"';
    if (quoted) {
      i++;
      unclosedQuote = true;
      while (i < end) {
        const c = text.charAt(i);
        if (c === '\\' && /["\\]/.test(text.charAt(i + 1))) {
          value += text.charAt(i + 1);
          i += 2;
        } else if (c === '"') {
          unclosedQuote = false;
          i++;
          break;
        } else {
          value += c;
          i++;
        }
      }
    }
    while (i < end && !/\s/.test(text.charAt(i))) value += text.charAt(i++);
    items.push({ key: text.slice(start, keyEnd), value, quoted, start, keyEnd, valueStart, end: i, unclosedQuote });
  }
  return items;
}

/** Items of a JSON object of scalars, with the places of its keys and values; `text` is valid JSON. */
function jsonItems(text: string): Item[] {
  const items: Item[] = [];
  const entry = /("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*"|[^\s,}]+)/g;
  for (let match = entry.exec(text); match !== null; match = entry.exec(text)) {
    const [whole, key, value] = match;
    if (key === undefined || value === undefined) continue;
    const parsed: unknown = JSON.parse(value);
    items.push({
      key: JSON.parse(key) as string,
      value: typeof parsed === 'string' ? parsed : value,
      quoted: true,
      start: match.index,
      keyEnd: match.index + key.length,
      valueStart: match.index + whole.length - value.length,
      end: match.index + whole.length,
      unclosedQuote: false,
    });
  }
  return items;
}
