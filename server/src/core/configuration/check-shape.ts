import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import { nearest } from '../languages/values/suggest.ts';
import type { Shape } from './shape.ts';

/** What is wrong with a node: offsets in the text, and what was expected. */
export interface ShapeTrouble {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** The word that was most likely meant in its place. */
  readonly meant?: string;
}

/** Everything in which a YAML node (of any form, half-typed too) is not of its shape; `name` is what it is called in a message. */
export function* checkShape(node: unknown, shape: Shape, name: string): Iterable<ShapeTrouble> {
  // What is not written yet is no mistake.
  if (node === null || node === undefined || (isScalar(node) && node.value === null)) return;
  if (isAlias(node)) {
    yield trouble(node, `${name}: a YAML alias is not followed here; the value itself was expected`);
    return;
  }
  if (shape.kind === 'either') {
    const fitting = shape.shapes.find((candidate) => fits(node, candidate));
    if (fitting === undefined) yield trouble(node, `${name}: ${shape.shapes.map(expected).join(' or ')} was expected`);
    else yield* checkShape(node, fitting, name);
  } else if (shape.kind === 'list') {
    if (isSeq(node)) for (const item of node.items) yield* checkShape(item, shape.of, name);
    else yield* checkShape(node, shape.of, name);
  } else if (!fits(node, shape)) yield trouble(node, `${name}: ${expected(shape)} was expected`);
  else if (shape.kind === 'mapping' && isMap(node)) yield* checkMapping(node.items, node as Node, shape, name);
  else if (isScalar(node))
    yield* checkScalar(
      node as Node,
      typeof node.value === 'number' ? (node.source ?? String(node.value)) : String(node.value),
      shape,
      name,
    );
}

function* checkMapping(
  items: readonly Pair<unknown, unknown>[],
  node: Node,
  shape: Shape & { kind: 'mapping' },
  name: string,
): Iterable<ShapeTrouble> {
  const seen = new Set<string>();
  for (const { key, value } of items) {
    const word = isScalar(key) && key.value !== null ? String(key.value) : undefined;
    if (word === undefined) {
      yield trouble(key ?? node, `${name}: a word was expected as ${shape.keyName}`);
      continue;
    }
    if (seen.has(word)) yield trouble(key, `${name}: \`${word}\` stands here twice; the last one counts`);
    seen.add(word);
    const inner = Object.hasOwn(shape.keys, word) ? (shape.keys[word] as Shape) : shape.others;
    if (inner !== undefined) yield* checkShape(value, inner, `\`${word}\``);
    else yield { ...trouble(key, `${name}: ${unknownKey(word, shape)}`), ...meaning(word, Object.keys(shape.keys)) };
  }
  for (const key of shape.required ?? []) if (!seen.has(key)) yield trouble(node, `${name}: \`${key}\` is missing`);
}

function meaning(word: string, known: readonly string[]): { readonly meant?: string } {
  const meant = nearest(word, known);
  return meant === undefined ? {} : { meant };
}

function unknownKey(word: string, { keys, keyName }: Shape & { kind: 'mapping' }): string {
  const known = Object.keys(keys);
  const meant = nearest(word, known);
  if (meant !== undefined) return `the ${keyName} \`${word}\` is unknown; did you mean \`${meant}\`?`;
  return `the ${keyName} \`${word}\` is unknown${known.length > 12 ? '' : `; ${words(known)} are known`}`;
}

function* checkScalar(node: Node, word: string, shape: Shape, name: string): Iterable<ShapeTrouble> {
  if (shape.kind === 'word' && shape.values !== undefined && !shape.values.includes(word)) {
    const { meant } = meaning(word, shape.values);
    yield {
      ...trouble(
        node,
        `${name} cannot be \`${word}\`; ${meant === undefined ? `${words(shape.values)} were expected` : `did you mean \`${meant}\`?`}`,
      ),
      ...(meant !== undefined && { meant }),
    };
  } else if (shape.kind === 'word' && shape.pattern?.test(word) === false) yield trouble(node, `${name} cannot be \`${word}\``);
  else if (shape.kind === 'number' && !(/^\d{1,15}$/.test(word) && Number(word) >= shape.least && Number(word) <= shape.most))
    yield trouble(node, `${name} cannot be \`${word}\`; a number from ${shape.least} to ${shape.most} was expected`);
}

function fits(node: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case 'mapping':
      return isMap(node);
    case 'list':
      return isSeq(node) || fits(node, shape.of);
    case 'flag':
      return isScalar(node) && typeof node.value === 'boolean';
    case 'either':
      return shape.shapes.some((candidate) => fits(node, candidate));
    default:
      return isScalar(node);
  }
}

function expected(shape: Shape): string {
  switch (shape.kind) {
    case 'mapping':
      return `a mapping of ${shape.keyName}s`;
    case 'list':
      return 'a list';
    case 'flag':
      return '`true` or `false`';
    case 'number':
      return `a number from ${shape.least} to ${shape.most}`;
    case 'either':
      return shape.shapes.map(expected).join(' or ');
    case 'word':
      return shape.values === undefined ? 'one value' : `one of ${words(shape.values)}`;
  }
}

function words(list: readonly string[]): string {
  return list.map((word) => `\`${word}\``).join(', ');
}

function trouble(node: unknown, message: string): ShapeTrouble {
  const range = (node as Partial<Node>).range ?? [0, 0, 0];
  return { start: range[0], end: range[1], message };
}
