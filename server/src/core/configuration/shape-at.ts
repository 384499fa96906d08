import { lineIndex } from '../text/line-index.ts';
import { parentKeys } from '../text/parent-keys.ts';
import type { Span } from '../text/span.ts';
import type { MappingShape, Shape } from './shape.ts';

/** A place in a YAML text: what may stand there, and what is being written. */
export interface ShapePlace {
  /** The word at the caret. */
  readonly word: Span;
  /** What the word is: a key of `mapping`, or a value of `value`. */
  readonly mapping: (Shape & MappingShape) | undefined;
  readonly value: Shape | undefined;
  /** Whether a colon follows the word already. */
  readonly written: boolean;
}

/**
 * The place of `offset` in a text of that shape, told by the lines above and their indentation, so that a half-written one is read too;
 * undefined where nothing of the shape may stand, in comments, and in anything that is written on one line in braces.
 */
export function shapeAt(text: string, shape: Shape, offset: number): ShapePlace | undefined {
  const lines = lineIndex(text);
  const caret = lines.positionAt(offset).line;
  const lineText = (line: number): string => text.slice(lines.lineStart(line), lines.lineEnd(line));
  const before = text.slice(lines.lineStart(caret), offset);
  if (/(^|\s)#|[{[]/.test(before)) return undefined;
  const [blanks = '', dash = ''] = /^([ \t]*)(-[ \t]+)?/.exec(before)?.slice(1) ?? [];
  const parents = parentKeys(lineText, caret, 0, blanks.length + dash.length, dash !== '');
  let at: Shape | undefined = shape;
  for (const key of parents) at = inner(at, key);
  if (at === undefined) return undefined;
  const colon = /^[ \t]*(?:-[ \t]+)?["']?([^\s:"']+)["']?[ \t]*:[ \t]+/.exec(before);
  const typed = /[^\s"']*$/.exec(before)?.[0].length ?? 0;
  const behind = /^[^\s:"',]*/.exec(text.slice(offset, lines.lineEnd(caret)))?.[0].length ?? 0;
  const word = { start: offset - typed, end: offset + behind };
  if (colon !== null) return { word, mapping: undefined, value: inner(at, colon[1] as string), written: false };
  if (typed < before.length - blanks.length - dash.length) return undefined;
  const mapping = alternatives(at).find((one): one is Shape & MappingShape => one.kind === 'mapping');
  const written = /^["']?[ \t]*:/.test(text.slice(word.end, lines.lineEnd(caret)));
  return { word, mapping, value: mapping === undefined || dash !== '' ? at : undefined, written };
}

/** What the value of a key has for a shape; undefined where there is no such key. */
function inner(shape: Shape | undefined, key: string): Shape | undefined {
  for (const one of shape === undefined ? [] : alternatives(shape)) {
    if (one.kind !== 'mapping') continue;
    if (Object.hasOwn(one.keys, key)) return one.keys[key];
    if (one.others !== undefined) return one.others;
  }
  return undefined;
}

/** A shape as its plain forms: a list is what its items are. */
export function alternatives(shape: Shape): readonly Shape[] {
  if (shape.kind === 'either') return shape.shapes.flatMap(alternatives);
  return shape.kind === 'list' ? alternatives(shape.of) : [shape];
}
