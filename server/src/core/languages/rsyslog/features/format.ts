import type { Edit } from '../../../text/edit.ts';
import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import type { Block, Item, ObjectNode, Tree } from '../syntax/tree.ts';

const step = '  ';

/**
 * Edits that indent statements and parameters by their depth and take blanks off the ends of lines; nothing inside of a line, a text or
 * a comment changes, and nothing where the file has an error of structure. Applying them twice changes nothing the second time.
 */
export function format(parsed: Parsed<Tree>, range?: Span): readonly Edit[] {
  const { text, tree, problems } = parsed;
  if (text === '' || problems.length > 0 || text.includes('\r')) return [];
  const wanted = new Map<number, string>();
  const untouched: Span[] = [];
  const want = (offset: number, depth: number): void => {
    const start = text.lastIndexOf('\n', offset - 1) + 1;
    if (/^[ \t]*$/.test(text.slice(start, offset)) && !wanted.has(start)) wanted.set(start, step.repeat(depth));
  };
  const closing = (block: Block, depth: number): void => {
    if (block.braces) want(block.span.end - 1, depth);
  };
  const visitBlock = (block: Block | undefined, depth: number): void => {
    if (block === undefined) return;
    if (block.braces) want(block.span.start, depth);
    visit(block.items, depth + 1);
    closing(block, depth);
  };
  const object = (node: ObjectNode, depth: number): void => {
    for (const { span, value } of node.parameters) {
      want(span.start, depth + 1);
      for (const string of value === undefined ? [] : value.kind === 'array' ? value.elements : [value])
        if (text.slice(string.span.start, string.span.end).includes('\n')) untouched.push(string.span);
      if (value?.kind === 'array') {
        for (const element of value.elements) want(element.span.start, depth + 2);
        want(value.span.end - 1, depth + 1);
      }
    }
    want(node.inside.end, depth);
    visitBlock(node.body, depth);
  };
  const visit = (items: readonly Item[], depth: number): void => {
    for (const item of items) {
      want(item.span.start, depth);
      if (item.kind === 'object') object(item, depth);
      else if (item.kind === 'if') {
        visitBlock(item.then, depth);
        if (item.otherwise !== undefined) {
          const word = text.slice(item.then.span.end, item.otherwise.span.start).search(/else/i);
          if (word !== -1) want(item.then.span.end + word, depth);
          const [only] = item.otherwise.items;
          // `else if` goes on at the depth of its `if`.
          if (!item.otherwise.braces && only?.kind === 'if') visit([only], depth);
          else visitBlock(item.otherwise, depth);
        }
      } else if (item.kind === 'foreach') visitBlock(item.body, depth);
      else if (item.kind === 'selector' || item.kind === 'property-filter') visitBlock(item.block, depth);
    }
  };
  visit(tree.items, 0);
  for (const comment of tree.comments) if (text.slice(comment.start, comment.end).includes('\n')) untouched.push(comment);
  for (const expression of tree.flat.expressions) {
    if (expression.kind === 'string' && text.slice(expression.span.start, expression.span.end).includes('\n'))
      untouched.push(expression.span);
  }
  for (const filter of tree.flat.filters)
    if (text.slice(filter.filterSpan.start, filter.filterSpan.end).includes('\n')) untouched.push(filter.filterSpan);
  return lines(
    text,
    wanted,
    untouched.sort((a, b) => a.start - b.start),
  ).filter((edit) => range === undefined || (edit.span.start <= range.end && edit.span.end >= range.start));
}

function lines(text: string, wanted: ReadonlyMap<number, string>, untouched: readonly Span[]): readonly Edit[] {
  const edits: Edit[] = [];
  let next = 0;
  let continued = false;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    while (next < untouched.length && (untouched[next] as Span).end <= at) next++;
    const held = untouched[next];
    const inside = held !== undefined && held.start < at && held.end > at;
    const line = text.slice(at, end);
    const backslash = /\\[ \t]*$/.test(line);
    // What follows a backslash is one line with it for rsyslogd: its blanks are left as they are.
    if (!inside && !continued && !backslash) {
      const blank = (/^[ \t]*/.exec(line) as RegExpExecArray)[0];
      const indentation = wanted.get(at);
      if (blank.length === line.length) {
        if (blank !== '') edits.push({ span: { start: at, end }, text: '' });
      } else {
        if (indentation !== undefined && indentation !== blank)
          edits.push({ span: { start: at, end: at + blank.length }, text: indentation });
        const tail = held !== undefined && held.start < end && held.end > end ? 0 : line.length - line.trimEnd().length;
        if (tail > 0) edits.push({ span: { start: end - tail, end }, text: '' });
      }
    }
    continued = backslash;
    at = end + 1;
  }
  return edits;
}
