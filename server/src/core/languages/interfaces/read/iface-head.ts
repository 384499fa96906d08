import type { IfaceHead, Word } from '../tree.ts';

const none: readonly Word[] = [];

/**
 * What the words behind `iface` say. They are read by place, as read_interfaces_defn (ifupdown's config.c) does: name, family, method,
 * then `inherits PARENT`; `inherits` may also stand in the place of the family or the method. A word in the family's place that is
 * only a method is kept as the family, so that the one who judges can say so.
 */
export function readIfaceHead(args: readonly Word[]): IfaceHead {
  const at = args.findIndex((word, i) => i >= 1 && i <= 3 && word.text === 'inherits');
  const end = at === -1 ? args.length : at;
  const extra = at === -1 ? (end > 3 ? args.slice(3) : none) : [...args.slice(3, end), ...args.slice(at + 2)];
  return {
    name: args[0],
    family: end > 1 ? args[1] : undefined,
    method: end > 2 ? args[2] : undefined,
    inherits: at === -1 ? undefined : args[at],
    parent: at === -1 ? undefined : args[at + 1],
    extra,
  };
}
