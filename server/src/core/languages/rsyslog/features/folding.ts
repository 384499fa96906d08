import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import type { Tree } from '../syntax/tree.ts';

/** Stretches that can be folded: blocks in braces, objects and comments of several lines. */
export function folding(parsed: Parsed<Tree>): readonly Span[] {
  const { tree, text } = parsed;
  const out: Span[] = [];
  const add = (span: Span): void => {
    if (text.slice(span.start, span.end).includes('\n')) out.push(span);
  };
  for (const { node } of tree.flat.objects) {
    add({ start: node.wordSpan.start, end: Math.max(node.inside.end, node.span.end) });
  }
  for (const { then, otherwise } of tree.flat.conditions) {
    if (then.braces) add(then.span);
    if (otherwise?.braces === true) add(otherwise.span);
  }
  for (const { body } of tree.flat.loops) if (body.braces) add(body.span);
  for (const { block } of tree.flat.filters) if (block?.braces === true) add(block.span);
  // Comments of one line each that follow each other fold together.
  let run: Span | undefined;
  for (const comment of tree.comments) {
    if (run !== undefined && text.slice(run.end, comment.start).trim() === '' && !/\n[ \t]*\r?\n/.test(text.slice(run.end, comment.start)))
      run = { start: run.start, end: comment.end };
    else {
      if (run !== undefined) add(run);
      run = comment;
    }
  }
  if (run !== undefined) add(run);
  return out.sort((a, b) => a.start - b.start || a.end - b.end);
}
