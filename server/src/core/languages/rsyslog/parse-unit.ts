import type { Parsed } from '../../unit.ts';
import { factsOf, wantsOf } from './facts-of-tree.ts';
import { parseTree } from './syntax/parse.ts';
import type { Tree } from './syntax/tree.ts';

/** Reads any text; never throws. A byte order mark, which rsyslogd refuses, is one finding. `previous` spares work, and changes nothing. */
export function parseUnit(text: string, previous?: Parsed<Tree>): Parsed<Tree> {
  const { tree, findings } = parseTree(text, previous);
  return { text, tree, problems: findings, facts: factsOf(tree), wants: wantsOf(tree) };
}
