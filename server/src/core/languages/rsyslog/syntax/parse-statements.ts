import { append } from '../../../append.ts';
import { type Cursor, directiveNode } from './cursor.ts';
import type { Lexeme } from './lexeme.ts';
import { parseExpression, variableOf } from './parse-expression.ts';
import { parseObject, shorten, stringValue } from './parse-object.ts';
import { parseCall } from './parse-call.ts';
import { parseWord } from './parse-word.ts';
import { type Place, leavesBlock, lostOpening, reportLostOpening, reportUnclosed } from './recover-braces.ts';
import { endStatement, expectWord } from './statement-ends.ts';
import type { Block, Expression, Item, ObjectNode, StringValue } from './tree.ts';
import { objectWords } from './words.ts';

/** Objects that may not stand inside braces (grammar/grammar.y, `stmt: BEGINOBJ`). */
const declarations = new Set([...objectWords].filter((word) => word !== 'action' && word !== 'include'));
/** Deeper than anybody nests; what lies deeper is passed over, so that no text can exhaust the stack. */
export const deepest = 250;

/** Reads a whole file; the cursor stands at its first lexeme. */
export function parseItems(cursor: Cursor): readonly Item[] {
  const place: Place = { kind: 'file', opener: 0, word: '', starts: [], items: [], depth: 0 };
  readList(cursor, place);
  return place.items;
}

/** Reads statements up to the closing brace of their block (left to the caller) or the end. */
function readList(cursor: Cursor, place: Place): void {
  for (;;) {
    const { token } = cursor;
    if (token.kind === 'end') return;
    if (token.kind === '}') {
      const lost = cursor.byIndentation ? lostOpening(cursor, place, token) : undefined;
      if (lost !== undefined) {
        reportLostOpening(cursor, lost);
        cursor.advance();
        continue;
      }
      if (place.kind !== 'file') return;
      cursor.unbalanced = true;
      cursor.report('rsyslog-missing-brace', 'This `}` closes nothing: no `{` stands open before it', token.start, token.end, [
        cursor.fix('Remove `}`', false, token.start, token.end, ''),
      ]);
      cursor.advance();
      continue;
    }
    if (place.kind !== 'file' && cursor.byIndentation && leavesBlock(cursor, place, token)) return;
    if (place.braces && cursor.neverCloses?.(place.depth) === true) return;
    if (place.kind === 'file' && cursor.beginsStatement?.(place.items.length) === true) return;
    const count = place.items.length;
    parseStatement(cursor, place);
    while (place.starts.length < place.items.length) place.starts.push(place.starts.length === count ? token.start : cursor.lastEnd);
    // Whatever happens, each round goes on.
    if (cursor.token === token) cursor.advance();
  }
}

/** Reads one statement (a chain of actions is one) into `place.items`. */
export function parseStatement(cursor: Cursor, place: Place): void {
  const { token } = cursor;
  const { items } = place;
  cursor.depth = Math.max(cursor.depth, place.depth);
  if (place.depth > deepest) {
    cursor.advance();
    return;
  }
  if (place.kind === 'list-template' && (token.kind !== 'object' || token.word === 'action')) {
    cursor.report(
      'rsyslog-declaration-in-block',
      `\`${shorten(token.word)}\` cannot stand in a list template: only \`property()\` and \`constant()\` can`,
      token.start,
      token.end,
    );
  }
  switch (token.kind) {
    case 'object':
      if (token.word === 'action') break;
      items.push(parseDeclaration(cursor, place));
      return;
    case 'keyword':
      if (parseKeyword(cursor, place)) return;
      break;
    case 'selector':
    case 'property-filter': {
      cursor.advance();
      const block = parseBlock(cursor, place, token, token.kind === 'selector' ? 'selector' : 'filter');
      items.push({
        kind: token.kind,
        text: token.word,
        filterSpan: cursor.span(token.start, token.end),
        span: cursor.span(token.start, cursor.lastEnd),
        block,
      });
      return;
    }
    case 'bsd-tag':
    case 'bsd-host':
      cursor.advance();
      items.push({ kind: token.kind, text: token.word, span: cursor.span(token.start, token.end) });
      return;
    case 'directive':
      // Only $RuleSet comes here as a lexeme; inside of braces the grammar has no place for it.
      if (place.kind !== 'file')
        cursor.report('rsyslog-declaration-in-block', '`$RuleSet` cannot stand inside a statement or a block', token.start, token.end);
      cursor.directives.push(directiveNode(token, cursor.span));
      cursor.advance();
      return;
    case '{': {
      cursor.report('rsyslog-syntax', 'A block stands here without an `if`, a filter or a `ruleset()` before it', token.start, token.end);
      append(items, parseBraces(cursor, place, token.start, '{')?.items ?? []);
      return;
    }
    default:
      break;
  }
  parseChain(cursor, place);
}

/** Actions joined by `&`. */
function parseChain(cursor: Cursor, place: Place): void {
  if (cursor.is('&')) {
    const { token } = cursor;
    cursor.report('rsyslog-syntax', '`&` has no action before it that it could join', token.start, token.end);
    cursor.advance();
  }
  for (;;) {
    if (!parseAction(cursor, place)) return;
    if (!cursor.is('&')) return;
    cursor.advance();
  }
}

/** Reads one action or action-like statement; false where there is none. */
function parseAction(cursor: Cursor, place: Place): boolean {
  const { token } = cursor;
  const { items } = place;
  if (token.kind === 'object' && token.word === 'action') {
    items.push(parseObject(cursor));
    return true;
  }
  if (token.kind === 'legacy-action') return parseWord(cursor, place, (object, start) => withBody(cursor, place, object, start));
  if (token.kind === 'keyword') {
    if (token.word === 'stop' || token.word === 'continue') {
      cursor.advance();
      items.push({ kind: token.word, span: cursor.span(token.start, token.end) });
      return true;
    }
    if (token.word === 'call') {
      items.push(parseCall(cursor, token));
      return true;
    }
    if (token.word === 'call_indirect') {
      cursor.advance();
      const value = parseExpression(cursor);
      endStatement(cursor, token);
      items.push({
        kind: 'call-indirect',
        value,
        wordSpan: cursor.span(token.start, token.end),
        span: cursor.span(token.start, cursor.lastEnd),
      });
      return true;
    }
  }
  if (token.kind === 'invalid') {
    const line = /[^\n]*/y;
    line.lastIndex = token.start;
    line.test(cursor.text);
    const word = (/^\S+/.exec(cursor.text.slice(token.start, line.lastIndex)) as RegExpExecArray | null)?.[0] ?? token.word;
    cursor.report('rsyslog-syntax', `\`${shorten(word)}\` begins no statement, selector or action`, token.start, token.start + word.length);
    cursor.recover(line.lastIndex, 'initial');
    return false;
  }
  cursor.report(
    'rsyslog-syntax',
    token.kind === 'end'
      ? 'An action is missing at the end of the file'
      : `\`${shorten(token.word)}\` is unexpected here: an action was expected`,
    token.start,
    Math.max(token.end, token.start),
  );
  return false;
}

/** Reads what follows a word of the language; false where the word belongs to an action. */
function parseKeyword(cursor: Cursor, place: Place): boolean {
  const { token } = cursor;
  const { items } = place;
  const wordSpan = cursor.span(token.start, token.end);
  switch (token.word) {
    case 'if': {
      cursor.advance();
      const condition = parseExpression(cursor);
      expectWord(cursor, 'then', token);
      const then = parseBlock(cursor, place, token, 'if') ?? emptyBlock(cursor);
      let otherwise: Block | undefined;
      if (cursor.is('keyword') && cursor.token.word === 'else') {
        const word = cursor.token;
        cursor.advance();
        otherwise = parseBlock(cursor, place, word, 'else') ?? emptyBlock(cursor);
      }
      items.push({ kind: 'if', condition, then, otherwise, wordSpan, span: cursor.span(token.start, cursor.lastEnd) });
      return true;
    }
    case 'foreach': {
      cursor.advance();
      const open = cursor.is('(');
      if (open) cursor.advance();
      else cursor.report('rsyslog-syntax', '`foreach` needs parentheses: `foreach ($.item in $!list) do`', token.start, token.end);
      const word = cursor.token;
      const variable = word.kind === 'variable' ? variableOf(cursor, word.start, word.end) : undefined;
      if (variable === undefined)
        cursor.report('rsyslog-syntax', 'A variable was expected here: `foreach ($.item in $!list) do`', word.start, word.end);
      else cursor.advance();
      if (cursor.is('in')) cursor.advance();
      else
        cursor.report(
          'rsyslog-syntax',
          '`in` was expected here: `foreach ($.item in $!list) do`',
          Math.max(0, cursor.lastEnd - 1),
          cursor.lastEnd,
        );
      const collection = parseExpression(cursor);
      if (open && cursor.is(')')) cursor.advance();
      else if (open)
        cursor.report(
          'rsyslog-missing-parenthesis',
          'The parenthesis of `foreach` is not closed',
          Math.max(0, cursor.lastEnd - 1),
          cursor.lastEnd,
        );
      expectWord(cursor, 'do', token);
      const body = parseBlock(cursor, place, token, 'foreach') ?? emptyBlock(cursor);
      items.push({ kind: 'foreach', variable, collection, body, wordSpan, span: cursor.span(token.start, cursor.lastEnd) });
      return true;
    }
    case 'set':
    case 'reset':
    case 'unset': {
      cursor.advance();
      const name = cursor.token;
      const variable = name.kind === 'variable' ? variableOf(cursor, name.start, name.end) : undefined;
      if (variable === undefined) {
        cursor.report(
          'rsyslog-syntax',
          `\`${token.word}\` needs a variable, like \`${token.word} $.name${token.word === 'unset' ? '' : ' = "value"'};\``,
          token.start,
          token.end,
        );
      } else cursor.advance();
      let value: Expression | undefined;
      if (token.word !== 'unset') {
        if (cursor.is('=')) cursor.advance();
        else if (variable !== undefined) {
          cursor.report(
            'rsyslog-syntax',
            `\`=\` was expected behind the variable of \`${token.word}\``,
            Math.max(0, cursor.lastEnd - 1),
            cursor.lastEnd,
          );
          if (cursor.is('operator') && cursor.token.word === '==') cursor.advance();
        }
        value = parseExpression(cursor);
      }
      endStatement(cursor, token);
      items.push({ kind: 'set', word: token.word, variable, value, wordSpan, span: cursor.span(token.start, cursor.lastEnd) });
      return true;
    }
    case 'reload_lookup_table': {
      cursor.advance();
      const values: StringValue[] = [];
      let closed = false;
      while (cursor.is('string') || cursor.is('(') || cursor.is(',') || cursor.is(')')) {
        const part = cursor.token;
        cursor.advance();
        if (part.kind === 'string') values.push(stringValue(cursor, part));
        if (part.kind === ')') {
          closed = true;
          break;
        }
      }
      if (!closed) {
        cursor.report('rsyslog-missing-parenthesis', '`reload_lookup_table("name")` was expected', token.start, cursor.lastEnd);
        cursor.recover(cursor.lastEnd, 'initial');
      }
      items.push({ kind: 'reload', values, wordSpan, span: cursor.span(token.start, cursor.lastEnd) });
      return true;
    }
    case 'else':
      cursor.report(
        'rsyslog-syntax',
        '`else` has no `if` before it: something stands between them, or a brace is missing',
        token.start,
        token.end,
      );
      cursor.advance();
      parseBlock(cursor, place, token, 'else');
      return true;
    default:
      return false;
  }
}

/** Objects that declare something: at the top of a file, with the body of a ruleset or list template. */
function parseDeclaration(cursor: Cursor, place: Place): ObjectNode {
  const { token } = cursor;
  const part = token.word === 'property' || token.word === 'constant';
  if (place.kind === 'list-template' ? !part : part || (place.kind !== 'file' && declarations.has(token.word))) {
    const message =
      place.kind === 'list-template'
        ? `\`${token.word}()\` cannot stand in a list template: only \`property()\` and \`constant()\` can`
        : part
          ? `\`${token.word}()\` stands only in the braces of a template of type \`list\``
          : `\`${token.word}()\` cannot stand inside a statement or a ruleset, only at the top of the file`;
    cursor.report('rsyslog-declaration-in-block', message, token.start, token.end);
  }
  return withBody(cursor, place, parseObject(cursor), token.start);
}

/** An object that began at `start`, with the braces that it has or should have behind its parameters. */
function withBody(cursor: Cursor, place: Place, object: ObjectNode, start: number): ObjectNode {
  if (object.word !== 'ruleset' && object.word !== 'template') return object;
  const kind = object.word === 'template' ? 'list-template' : 'block';
  if (cursor.is('{')) {
    const body = parseBraces(cursor, place, start, object.word, kind);
    return { ...object, body, span: cursor.span(start, cursor.lastEnd) };
  }
  const next = cursor.token;
  const follows =
    kind === 'list-template'
      ? next.kind === 'object' && (next.word === 'property' || next.word === 'constant')
      : next.kind !== 'end' && cursor.indentation(next.start) > cursor.indentation(start);
  if (kind === 'block' || follows) {
    const at = cursor.lastEnd;
    cursor.report(
      'rsyslog-missing-brace',
      `\`{\` is missing: the ${kind === 'block' ? 'statements of a ruleset' : 'parts of a list template'} stand in braces`,
      Math.max(start, at - 1),
      at,
      [cursor.fix('Insert `{`', false, at, at, ' {')],
    );
    if (follows) {
      const inner: Place = { kind, opener: start, word: object.word, starts: [], items: [], depth: place.depth + 1 };
      const from = next.start;
      readList(cursor, inner);
      if (cursor.is('}')) cursor.advance();
      return {
        ...object,
        body: { span: cursor.span(from, cursor.lastEnd), braces: true, place: cursor.span(at - 1, at), items: inner.items },
        span: cursor.span(start, cursor.lastEnd),
      };
    }
  }
  return object;
}

/** A block behind `then`, `else`, `do` or a filter: statements in braces, or one statement. Undefined where there is none. */
function parseBlock(cursor: Cursor, place: Place, opener: Lexeme, word: string): Block | undefined {
  const { token } = cursor;
  if (token.kind === '{') return parseBraces(cursor, place, opener.start, word);
  if (
    token.kind === 'end' ||
    token.kind === '}' ||
    token.kind === 'bsd-host' ||
    token.kind === 'bsd-tag' ||
    (token.kind === 'keyword' && token.word === 'else')
  ) {
    const at = cursor.lastEnd;
    const what =
      word === 'selector' || word === 'filter'
        ? `This ${word === 'selector' ? 'selector' : 'filter'} has no action`
        : `\`${word === 'if' ? 'then' : word === 'foreach' ? 'do' : word}\` has no statement behind it`;
    cursor.report('rsyslog-missing-action', what, word === 'selector' || word === 'filter' ? opener.start : Math.max(0, at - 1), at);
    return undefined;
  }
  const before = cursor.span(Math.max(0, cursor.lastEnd - 1), cursor.lastEnd);
  const inner: Place = { kind: 'block', opener: opener.start, word, starts: [], items: [], depth: place.depth + 1 };
  parseStatement(cursor, inner);
  return { span: cursor.span(token.start, Math.max(cursor.lastEnd, token.start)), braces: false, place: before, items: inner.items };
}

/** Statements in braces, the cursor at the opening one. */
function parseBraces(cursor: Cursor, place: Place, opener: number, word: string, kind: Place['kind'] = 'block'): Block {
  const open = cursor.token;
  const before = cursor.span(Math.max(0, cursor.lastEnd - 1), cursor.lastEnd);
  cursor.advance();
  const inner: Place = { kind, opener, word, starts: [], items: [], depth: place.depth + 1, braces: true };
  readList(cursor, inner);
  if (cursor.is('}')) {
    cursor.advance();
    // A ruleset or template may be empty, a block of statements not (grammar/grammar.y, `block: '{' script '}'`).
    if (inner.items.length === 0 && kind === 'block' && word !== 'ruleset') {
      cursor.report('rsyslog-missing-action', 'A block must hold at least one statement', open.start, cursor.lastEnd);
    }
  } else reportUnclosed(cursor, inner, open);
  return { span: cursor.span(open.start, cursor.lastEnd), braces: true, place: before, items: inner.items };
}

function emptyBlock(cursor: Cursor): Block {
  return {
    span: cursor.span(cursor.lastEnd, cursor.lastEnd),
    braces: false,
    place: cursor.span(Math.max(0, cursor.lastEnd - 1), cursor.lastEnd),
    items: [],
  };
}
