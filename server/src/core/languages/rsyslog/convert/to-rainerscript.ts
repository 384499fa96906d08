import type { Parsed } from '../../../unit.ts';
import type { Item, Tree } from '../syntax/tree.ts';
import type { Converted } from './converted.ts';
import { ScriptWriter } from './script-text.ts';

/**
 * A YAML file of rsyslog as RainerScript of the same meaning, comments kept. What rsyslogd reads only when the YAML file is done (scripts
 * and statements, `cnfAddConfigBuffer`) stands behind the rest; where a directive in them may count on the order, from the last one to
 * the first, as rsyslogd reads them.
 */
export function toRainerScript({ text, tree, problems }: Parsed<Tree>): Converted {
  const broken = problems.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) return { kept: broken.map(({ span, message }) => ({ span, reason: message })) };
  const writer = new ScriptWriter(text, tree);
  const late = (item: Item): boolean => tree.yaml?.deferred.some(({ start }) => start === item.span.start) === true;
  const immediate = tree.items.filter((item) => !late(item));
  const mixed = immediate.some((item) => tree.items.some((other) => late(other) && other.span.start < item.span.start));
  const reversed = tree.directives.length > 0;
  if (!mixed && !reversed) writer.list(tree.items, 0, 0, text.length);
  else {
    // Out of the order of the text: comments follow the order that is written.
    const first = tree.items.filter(late);
    const last = tree.items.at(-1);
    const tail = tree.comments.filter(
      ({ start }) => last !== undefined && start > last.span.end && text.slice(last.span.end, start).includes('\n'),
    );
    const before = new ScriptWriter(text, {
      ...tree,
      comments: tree.comments.filter((comment) => !tail.includes(comment) && !first.some((item) => around(tree, item, comment.start))),
    });
    before.list(immediate, 0, text.length, text.length);
    const after = new ScriptWriter(text, {
      ...tree,
      comments: tree.comments.filter(({ start }) => first.some((item) => around(tree, item, start))),
    });
    const written = first.map((item) => {
      const from = after.lines.length;
      after.entry(item, 0);
      return after.lines.slice(from);
    });
    const behind = new ScriptWriter(text, { ...tree, comments: tail });
    behind.list([], 0, text.length, Number.POSITIVE_INFINITY);
    writer.lines.push(...before.lines, ...(reversed ? written.reverse() : written).flat(), ...behind.lines);
  }
  return { text: `${spaced(writer.lines).join('\n')}\n`, kept: [] };
}

/** Whether a comment stands in an item or between it and the one before it. */
function around(tree: Tree, item: Item, start: number): boolean {
  const at = tree.items.indexOf(item);
  return start < item.span.end && start >= (tree.items[at - 1]?.span.end ?? 0);
}

/** A blank line before what has braces at the top, and before the comments above it. */
function spaced(lines: readonly string[]): readonly string[] {
  const out: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (i > 0 && /^\S.*\{$/.test(line) && !/^\}/.test(line)) {
      let at = out.length;
      while (at > 0 && (out[at - 1] as string).startsWith('#')) at--;
      if (at > 0 && out[at - 1] !== '') out.splice(at, 0, '');
    }
    out.push(line);
  }
  return out;
}
