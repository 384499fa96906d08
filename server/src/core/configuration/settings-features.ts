import type { Completion, Hover } from '../language.ts';
import { opsbookShape } from './opsbook-shape.ts';
import type { Shape } from './shape.ts';
import { alternatives, shapeAt } from './shape-at.ts';

/** Keys and values that may stand at `offset` of an opsbook.yaml. */
export function completeSettings(text: string, offset: number): readonly Completion[] {
  const place = shapeAt(text, opsbookShape(), offset);
  if (place === undefined) return [];
  const { word: span, mapping, value, written } = place;
  const keys = Object.entries(mapping?.keys ?? {}).map(
    ([key, shape]): Completion => ({
      label: key,
      kind: 'property',
      documentation: describe(shape),
      insert: written ? key : alternatives(shape).some(({ kind }) => kind === 'mapping') ? `${key}:` : `${key}: `,
      span,
    }),
  );
  return [...keys, ...valuesOf(value).map((label): Completion => ({ label, kind: 'value', span }))];
}

/** What a key of an opsbook.yaml means. */
export function hoverSettings(text: string, offset: number): Hover | undefined {
  // From the end of the word: the caret may stand anywhere in it.
  const end = offset + (/^[^\s:"',#]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  const place = shapeAt(text, opsbookShape(), end);
  const word = place && text.slice(place.word.start, place.word.end);
  if (place === undefined || word === undefined || place.mapping === undefined || !Object.hasOwn(place.mapping.keys, word))
    return undefined;
  return { span: place.word, markdown: `**${word}**: ${describe(place.mapping.keys[word] as Shape)}` };
}

function describe(shape: Shape): string {
  const standard = shape.kind === 'word' && shape.default !== undefined ? `\n\nWithout it: \`${shape.default}\`.` : '';
  return `${shape.description}${/[.:]$/.test(shape.description) ? '' : '.'}${standard}`;
}

function valuesOf(shape: Shape | undefined): readonly string[] {
  return (shape === undefined ? [] : alternatives(shape)).flatMap((one) =>
    one.kind === 'word' ? (one.values ?? []) : one.kind === 'flag' ? ['true', 'false'] : [],
  );
}
