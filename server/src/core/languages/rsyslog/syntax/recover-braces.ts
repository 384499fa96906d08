import type { Cursor } from './cursor.ts';
import type { Lexeme } from './lexeme.ts';
import type { Block, Item } from './tree.ts';

/** A list of statements while it is read. Offsets are the continued text's. */
export interface Place {
  readonly kind: 'file' | 'block' | 'list-template';
  /** Where the statement or object begins whose block it is. */
  readonly opener: number;
  /** That statement's word. */
  readonly word: string;
  readonly items: Item[];
  /** Where each item begins. */
  readonly starts: number[];
  readonly depth: number;
  /** Whether an opening brace stands before it. */
  readonly braces?: true;
}

/**
 * Whether a lexeme cannot belong to the open block: it begins a line no further to the right than the block's opener, and the block's
 * own statements stand further to the right. Asked only where the braces of the file do not match.
 */
export function leavesBlock(cursor: Cursor, place: Place, token: Lexeme): boolean {
  if (!cursor.beginsLine(token.start)) return false;
  const own = cursor.indentation(place.opener);
  const first = place.starts.find((start) => cursor.beginsLine(start));
  return first !== undefined && cursor.indentation(token.start) <= own && cursor.indentation(first) > own;
}

/** The statement that lost its opening brace, if a closing one tells so: it stands in the same column, and all behind it further right. */
export function lostOpening(cursor: Cursor, place: Place, brace: Lexeme): Item | undefined {
  if (!cursor.beginsLine(brace.start)) return undefined;
  const column = cursor.indentation(brace.start);
  if (place.kind === 'file') cursor.strays++;
  else if (cursor.indentation(place.opener) >= column) return undefined;
  for (let i = place.items.length - 1; i >= 0; i--) {
    const item = place.items[i] as Item;
    const start = place.starts[i] as number;
    if (!cursor.beginsLine(start)) return undefined;
    const at = cursor.indentation(start);
    if (at > column) continue;
    return at === column && unbraced(item) !== undefined ? item : undefined;
  }
  if (place.kind === 'file') cursor.lookedBack = true;
  return undefined;
}

/** The last block of a statement, if it has no braces. */
function unbraced(item: Item): Block | undefined {
  const block =
    item.kind === 'if'
      ? (item.otherwise ?? item.then)
      : item.kind === 'foreach'
        ? item.body
        : item.kind === 'selector' || item.kind === 'property-filter'
          ? item.block
          : undefined;
  return block === undefined || block.braces ? undefined : block;
}

/** Reports the place where the opening brace of a statement is missing. */
export function reportLostOpening(cursor: Cursor, item: Item): void {
  const block = unbraced(item);
  if (block === undefined) return;
  cursor.findings.push({
    rule: 'rsyslog-missing-brace',
    severity: 'error',
    message: '`{` was expected here: a `}` further down closes this block, but nothing opens it',
    span: block.place,
    fixes: [{ title: 'Insert `{`', certain: false, edits: [{ span: { start: block.place.end, end: block.place.end }, text: ' {' }] }],
  });
}

/** Reports a block that nothing closes: behind its last statement, or on the blank line that follows it. */
export function reportUnclosed(cursor: Cursor, place: Place, open: Lexeme): void {
  cursor.unbalanced = true;
  const at = Math.max(open.end, cursor.lastEnd);
  // The brace most likely stood on a line of its own: if the next one is blank, that is it.
  const blank = /[ \t]*(?:#[^\n]*)?\n(?=[ \t]*(?:\n|$))/y;
  blank.lastIndex = at;
  const line = cursor.beginsLine(open.start) || cursor.text.slice(open.end, at).includes('\n') ? blank.exec(cursor.text) : null;
  const where =
    line === null || blank.lastIndex >= cursor.text.length ? cursor.span(at - 1, at) : cursor.span(blank.lastIndex, blank.lastIndex);
  const indentation = ' '.repeat(cursor.indentation(place.opener));
  cursor.findings.push({
    rule: 'rsyslog-missing-brace',
    severity: 'error',
    message: 'A block is not closed: `}` was expected here',
    span: where,
    fixes: [cursor.fix('Insert `}`', false, at, at, `\n${indentation}}`)],
    related: [{ span: cursor.span(open.start, open.end), message: 'The block begins here' }],
  });
}
