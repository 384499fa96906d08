import { families } from '../facts/families.ts';
import type { IfaceHead, Word } from '../tree.ts';

/**
 * What the words behind `iface` say. They are read by place, as read_interfaces_defn (ifupdown's config.c) does: name, family, method,
 * then `inherits PARENT`; `inherits` may also stand in the place of the family or the method. A word in the family's place that is
 * only a method is kept as the family, so that the one who judges can say so.
 */
export function readIfaceHead(args: readonly Word[]): IfaceHead {
  const [name, ...others] = args;
  const at = others.findIndex((word, i) => i <= 2 && word.text === 'inherits');
  const before = at === -1 ? others : others.slice(0, at);
  const [family, method] = before;
  const known = family !== undefined && families.some(({ name }) => name === family.text);
  const inherits = others[at];
  const parent = at === -1 ? undefined : others[at + 1];
  const extra = [...before.slice(known || before.length > 1 ? 2 : 1), ...(at === -1 ? [] : others.slice(at + 2))];
  return {
    ...(name && { name }),
    ...(family && { family }),
    ...(method && { method }),
    ...(inherits && { inherits }),
    ...(parent && { parent }),
    extra,
  };
}
