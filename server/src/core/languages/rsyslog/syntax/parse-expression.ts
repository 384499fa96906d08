import { nearest } from '../../values/suggest.ts';
import type { Cursor } from './cursor.ts';
import { parseArray, shorten, stringValue } from './parse-object.ts';
import type { Expression, VariableExpression } from './tree.ts';

// Precedence as in grammar/grammar.y: `and` and `or` bind alike, comparisons more, then + - &, then * / %.
const levels: Readonly<Record<string, number>> = {
  and: 1,
  or: 1,
  '==': 2,
  '!=': 2,
  '<>': 2,
  '<=': 2,
  '>=': 2,
  '<': 2,
  '>': 2,
  contains: 2,
  contains_i: 2,
  startswith: 2,
  startswith_i: 2,
  endswith: 2,
  '+': 3,
  '-': 3,
  '&': 3,
  '*': 4,
  '/': 4,
  '%': 4,
};

const comparisonNames = ['contains', 'contains_i', 'startswith', 'startswith_i', 'endswith', 'and', 'or'];

/** Deeper than anybody writes; what lies deeper is left unread, so that no text can exhaust the stack. */
const deepest = 500;

/** Reads an expression, the cursor at its first lexeme, up to the first lexeme that cannot belong to it. */
export function parseExpression(cursor: Cursor, lowest = 1, depth = 0): Expression {
  let left = parseOperand(cursor, depth);
  for (;;) {
    const { token } = cursor;
    let operator = token.word;
    if (token.kind === 'function') {
      // A word where an operator must stand: a misspelled one if something to compare with follows.
      const meant = misspelledOperator(cursor);
      if (meant === undefined) return left;
      cursor.report(
        'rsyslog-unknown-operator',
        `\`${token.word}\` is no operator${meant === '' ? '' : `: did you mean \`${meant}\`?`}`,
        token.start,
        token.end,
        meant === '' ? undefined : [cursor.fix(`Change to \`${meant}\``, true, token.start, token.end, meant)],
      );
      operator = meant === '' ? '==' : meant;
    } else if (token.kind === '=') {
      cursor.report('rsyslog-unknown-operator', '`=` is no comparison: `==` was expected', token.start, token.end, [
        cursor.fix('Change to `==`', true, token.start, token.end, '=='),
      ]);
      operator = '==';
    } else if (token.kind === 'invalid' && (token.word === '|' || token.word === '!')) {
      const word = token.word === '|' ? 'or' : 'not';
      const end = cursor.text[token.end] === token.word ? token.end + 1 : token.end;
      cursor.report(
        'rsyslog-unknown-operator',
        `\`${cursor.text.slice(token.start, end)}\` is no operator: \`${word}\` was expected`,
        token.start,
        end,
        [cursor.fix(`Change to \`${word}\``, true, token.start, end, word)],
      );
      cursor.recover(end, 'expression');
      if (word === 'or')
        left = {
          kind: 'binary',
          operator: 'or',
          operatorSpan: cursor.span(token.start, end),
          span: left.span,
          left,
          right: parseExpression(cursor, 2, depth + 1),
        };
      continue;
    } else if (token.kind !== 'operator' && token.kind !== '&') return left;
    const level = levels[operator];
    if (level === undefined || level < lowest) return left;
    cursor.advance();
    if (operator === '&' && cursor.is('&')) {
      cursor.report('rsyslog-unknown-operator', '`&&` is no operator: `and` was expected', token.start, cursor.token.end, [
        cursor.fix('Change to `and`', true, token.start, cursor.token.end, 'and'),
      ]);
      cursor.advance();
      operator = 'and';
    }
    const right = depth > deepest ? parseOperand(cursor, depth) : parseExpression(cursor, level + 1, depth + 1);
    left = {
      kind: 'binary',
      operator,
      operatorSpan: cursor.span(token.start, token.end),
      span: { start: left.span.start, end: Math.max(left.span.end, right.span.end) },
      left,
      right,
    };
  }
}

/** '' for a word that is near no operator but stands like one; undefined where it does not stand like one. */
function misspelledOperator(cursor: Cursor): string | undefined {
  const { token, text } = cursor;
  const rest = /^[ \t]*(.?)/.exec(text.slice(token.end, token.end + 80));
  const follows = rest?.[1] ?? '';
  if (!/["'$`0-9[(]/.test(follows)) return undefined;
  if (follows === '(' && nearest(token.word, comparisonNames) === undefined) return undefined;
  if (cursor.beginsLine(token.start) && follows !== '"' && follows !== "'") return undefined;
  return nearest(token.word, comparisonNames) ?? '';
}

function parseOperand(cursor: Cursor, depth: number): Expression {
  const { token } = cursor;
  switch (token.kind) {
    case 'not': {
      cursor.advance();
      const operand = depth > deepest ? missing(cursor) : parseOperand(cursor, depth + 1);
      return { kind: 'unary', operator: 'not', operand, span: { start: cursor.span(token.start, token.end).start, end: operand.span.end } };
    }
    case 'operator': {
      if (token.word !== '-') break;
      cursor.advance();
      const operand = depth > deepest ? missing(cursor) : parseOperand(cursor, depth + 1);
      return { kind: 'unary', operator: '-', operand, span: { start: cursor.span(token.start, token.end).start, end: operand.span.end } };
    }
    case '(': {
      cursor.advance();
      const inner = depth > deepest ? missing(cursor) : parseExpression(cursor, 1, depth + 1);
      closeParenthesis(cursor, token.start);
      return inner;
    }
    case 'variable': {
      cursor.advance();
      return variableOf(cursor, token.start, token.end);
    }
    case 'string':
      cursor.advance();
      return stringValue(cursor, token);
    case 'number':
      cursor.advance();
      return { kind: 'number', text: token.word, span: cursor.span(token.start, token.end) };
    case '[':
      return parseArray(cursor);
    case 'exists': {
      cursor.advance();
      let variable: VariableExpression | undefined;
      if (cursor.is('(')) {
        const open = cursor.token.start;
        cursor.advance();
        if (cursor.is('variable')) {
          variable = variableOf(cursor, cursor.token.start, cursor.token.end);
          cursor.advance();
        } else cursor.report('rsyslog-syntax', '`exists()` takes one variable, like `exists($!name)`', token.start, token.end);
        closeParenthesis(cursor, open);
      } else cursor.report('rsyslog-syntax', '`exists` needs a variable in parentheses', token.start, token.end);
      return { kind: 'exists', variable, nameSpan: cursor.span(token.start, token.end), span: cursor.span(token.start, cursor.lastEnd) };
    }
    case 'function': {
      cursor.advance();
      const nameSpan = cursor.span(token.start, token.end);
      const values: Expression[] = [];
      if (!cursor.is('(')) {
        cursor.report(
          'rsyslog-syntax',
          `\`${token.word}\` is unexpected here: a variable begins with \`$\`, a text stands in quotes, a function has parentheses`,
          token.start,
          token.end,
        );
        return { kind: 'missing', span: nameSpan };
      }
      const open = cursor.token.start;
      cursor.advance();
      if (!cursor.is(')')) {
        for (;;) {
          values.push(depth > deepest ? missing(cursor) : parseExpression(cursor, 1, depth + 1));
          if (!cursor.is(',')) break;
          cursor.advance();
        }
      }
      closeParenthesis(cursor, open);
      return { kind: 'function', name: token.word, nameSpan, arguments: values, span: cursor.span(token.start, cursor.lastEnd) };
    }
    default:
      break;
  }
  return missing(cursor);
}

/** Reports that an operand is missing; goes past a sign that can never be one, so that reading goes on. */
function missing(cursor: Cursor): Expression {
  const { token } = cursor;
  const at = cursor.lastEnd;
  if (token.kind === 'invalid' && !/[{}]/.test(token.word)) {
    const run = /[^\s)"';{}]+/y;
    run.lastIndex = token.start;
    const end = run.test(cursor.text) ? run.lastIndex : token.end;
    cursor.report('rsyslog-syntax', `\`${shorten(cursor.text.slice(token.start, end))}\` is unexpected in an expression`, token.start, end);
    cursor.recover(end, 'expression');
    return { kind: 'missing', span: cursor.span(token.start, end) };
  }
  cursor.report(
    'rsyslog-syntax',
    'An operand is missing here: a variable, a text in quotes, a number or a function',
    Math.max(0, at - 1),
    at,
  );
  if (token.kind === '=' || token.kind === 'operator' || token.kind === ',') cursor.advance();
  return { kind: 'missing', span: cursor.span(at, at) };
}

function closeParenthesis(cursor: Cursor, open: number): void {
  if (cursor.is(')')) {
    cursor.advance();
    return;
  }
  // The rest of a broken part up to the parenthesis on the same line is passed over.
  const rest = /[^\n(){};]{0,500}\)/y;
  rest.lastIndex = cursor.token.start;
  if (cursor.is('function') || cursor.is('string') || cursor.is('variable') || cursor.is('number')) {
    if (rest.test(cursor.text)) {
      const { token } = cursor;
      cursor.report(
        'rsyslog-syntax',
        `\`${shorten(token.word)}\` is unexpected here: an operator or \`)\` was expected`,
        token.start,
        token.end,
      );
      cursor.recover(rest.lastIndex, 'expression');
      return;
    }
  }
  const at = cursor.lastEnd;
  cursor.report(
    'rsyslog-missing-parenthesis',
    'A parenthesis of this expression is not closed: `)` was expected here',
    Math.max(open, at - 1),
    at,
    [cursor.fix('Insert `)`', true, at, at, ')')],
  );
}

/** The variable that stands in a stretch. */
export function variableOf(cursor: Cursor, start: number, end: number): VariableExpression {
  return { kind: 'variable', name: cursor.text.slice(start + 1, end), span: cursor.span(start, end) };
}
