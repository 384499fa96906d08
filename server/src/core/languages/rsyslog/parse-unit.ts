import type { Parsed } from '../../unit.ts';
import { parseTree } from './syntax/parse.ts';
import type { Tree } from './syntax/tree.ts';

/** Reads any text; never throws. */
export function parseUnit(text: string): Parsed<Tree> {
  const { tree, findings } = parseTree(text);
  return { text, tree, problems: findings, facts: [], wants: [] };
}
