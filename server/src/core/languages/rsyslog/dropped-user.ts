import type { Fact } from '../../facts.ts';
import type { RuleContext, ScopedFact } from '../../language.ts';
import type { Related } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import { stringOf } from './objects.ts';
import { objectsOf } from './syntax/flatten.ts';
import type { Tree } from './syntax/tree.ts';

const space = 'rsyslog.dropped-user';

/** Where a file says as whom rsyslogd runs when it has started: `global(privdrop.user.name=)`, `$PrivDropToUser`, or either by number. */
export function* droppedUsers(tree: Tree): Iterable<Fact> {
  const sets = (name: string, span: Span): Fact => ({ kind: 'sets', space, name, span });
  for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => word === 'global')) {
    if (!enabled) continue;
    for (const parameter of ['privdrop.user.name', 'privdrop.user.id']) {
      const value = stringOf(node, parameter);
      if (value !== undefined && value.quote !== '`') yield sets(value.text, value.span);
    }
  }
  for (const { name, value, span } of tree.directives)
    if (name === 'privdroptouser' || name === 'privdroptouserid') yield sets(value.split(/\s/, 1)[0] as string, span);
}

/** The user that rsyslogd becomes, by name or number, and where that is said, by this file or another one that is read with it; undefined where it stays root. */
export function droppedUser({ facts }: RuleContext<Tree>): { readonly name: string; readonly where: Related } | undefined {
  let found: ScopedFact | undefined;
  // The last one holds; what this file says is nearer than what others say.
  for (const one of facts) if (one.fact.space === space && (one.own || found?.own !== true)) found = one;
  if (found === undefined || ['', 'root', '0'].includes(found.fact.name)) return undefined;
  const { fact, file, own } = found;
  return { name: fact.name, where: { ...(!own && { file }), span: fact.span, message: 'It drops its privileges here' } };
}
