import { commonEnd, commonStart } from '../../../text/common-ends.ts';
import type { Anew } from './origin.ts';
import type { DirectiveNode, Item, Tree } from './tree.ts';

/** A text and its tree. */
interface Source {
  readonly text: string;
  readonly tree: Pick<Tree, 'items' | 'directives'>;
}

/** What a rule may look at behind a statement. */
const ahead = 500;

/**
 * What two readings of a text, before a change and after it, have in common, where both were read as a whole: statements and directives
 * at the beginning that are the same, and those at the end that are the same but for their places. Each is compared part for part, since
 * where braces do not match the same text may be read as something else.
 */
export function align(before: Source, after: Source): Anew {
  const kept = commonStart(before.text, after.text);
  const moved = after.text.length - before.text.length;
  const tail = before.text.length - commonEnd(before.text, after.text, kept);
  const head = ({ span }: Item | DirectiveNode): boolean => span.end + ahead <= kept;
  const rest = ({ span }: Item | DirectiveNode): boolean => span.start > tail && before.text.lastIndexOf('\n', span.start - 1) >= tail;
  const items = ends(before.tree.items, after.tree.items, head, rest, moved);
  const directives = ends(before.tree.directives, after.tree.directives, head, rest, moved);
  let start = Math.min(items.start, directives.start, kept);
  let { first } = items;
  // A directive may stand inside of a statement.
  while (first > 0 && (before.tree.items[first - 1] as Item).span.end > start)
    start = Math.min(start, (before.tree.items[--first] as Item).span.start);
  let { last } = items;
  let end = Math.max(items.end, directives.end, tail);
  while (last < before.tree.items.length && (before.tree.items[last] as Item).span.start < end)
    end = Math.max(end, (before.tree.items[last++] as Item).span.end);
  const behind = before.tree.items.length - last;
  return { start: first === 0 ? Number.NEGATIVE_INFINITY : start, end, moved, first, count: after.tree.items.length - behind - first };
}

/** The first and the last that differ; `start` and `end` are where the differing ones begin and end in the text before. */
function ends<Node extends Item | DirectiveNode>(
  before: readonly Node[],
  after: readonly Node[],
  head: (node: Node) => boolean,
  rest: (node: Node) => boolean,
  moved: number,
): { readonly first: number; readonly last: number; readonly start: number; readonly end: number } {
  const most = Math.min(before.length, after.length);
  let first = 0;
  while (first < most && head(before[first] as Node) && same(before[first], after[first], 0)) first++;
  let count = 0;
  while (
    count < most - first &&
    rest(before[before.length - 1 - count] as Node) &&
    same(before[before.length - 1 - count], after[after.length - 1 - count], moved)
  )
    count++;
  const last = before.length - count;
  const old = before.slice(first, last);
  const made = after.slice(first, after.length - count);
  return {
    first,
    last,
    start: Math.min(old[0]?.span.start ?? Number.POSITIVE_INFINITY, made[0]?.span.start ?? Number.POSITIVE_INFINITY),
    end: Math.max(old.at(-1)?.span.end ?? 0, (made.at(-1)?.span.end ?? moved) - moved),
  };
}

/** Whether `b` is `a` with all of its places `by` further on. */
function same(a: unknown, b: unknown, by: number): boolean {
  const left: unknown[] = [a];
  const right: unknown[] = [b];
  while (left.length > 0) {
    const one = left.pop();
    const other = right.pop();
    if (one === other && (by === 0 || typeof one !== 'object')) continue;
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
    if (Array.isArray(one)) {
      if (!Array.isArray(other) || one.length !== other.length) return false;
      for (let i = 0; i < one.length; i++) {
        left.push(one[i]);
        right.push(other[i]);
      }
      continue;
    }
    const [fields, others] = [one as Record<string, unknown>, other as Record<string, unknown>];
    if (typeof fields['start'] === 'number' && typeof fields['end'] === 'number') {
      if (fields['start'] + by !== others['start'] || fields['end'] + by !== others['end']) return false;
      continue;
    }
    if (Object.keys(fields).length !== Object.keys(others).length) return false;
    for (const key in fields) {
      left.push(fields[key]);
      right.push(others[key]);
    }
  }
  return true;
}
