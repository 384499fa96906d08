import type { Expression } from '../syntax/tree.ts';
import { quotedInExpression } from './quoted.ts';

const levels: Readonly<Record<string, number>> = { and: 1, or: 1, '+': 3, '-': 3, '&': 3, '*': 4, '/': 4, '%': 4 };

/** An expression as it is written, with the parentheses it needs (precedence as in grammar/grammar.y) and strings in `quote`s of its own. */
export function expressionText(expression: Expression, text: string): string {
  return print(expression, text, 0);
}

function print(expression: Expression, text: string, depth: number): string {
  if (depth > 400) return text.slice(expression.span.start, expression.span.end);
  const inner = (one: Expression): string => print(one, text, depth + 1);
  switch (expression.kind) {
    case 'variable':
      return `$${expression.name}`;
    case 'string':
      return expression.quote === '`' ? text.slice(expression.span.start, expression.span.end) : quotedInExpression(expression.text);
    case 'array':
      return `[${expression.elements.map((one) => quotedInExpression(one.text)).join(', ')}]`;
    case 'number':
      return expression.text;
    case 'function':
      return `${expression.name}(${expression.arguments.map(inner).join(', ')})`;
    case 'exists':
      return `exists(${expression.variable === undefined ? '' : inner(expression.variable)})`;
    case 'unary': {
      const operand = expression.operand.kind === 'binary' ? `(${inner(expression.operand)})` : inner(expression.operand);
      return expression.operator === 'not' ? `not ${operand}` : `-${operand}`;
    }
    case 'binary': {
      const level = levels[expression.operator] ?? 2;
      const part = (one: Expression, right: boolean): string => {
        const own = one.kind === 'binary' ? (levels[one.operator] ?? 2) : 9;
        // `and` and `or` bind alike; who reads it should not have to know.
        const mixed = one.kind === 'binary' && own === 1 && one.operator !== expression.operator;
        return own < level || (right && own === level) || mixed ? `(${inner(one)})` : inner(one);
      };
      return `${part(expression.left, false)} ${expression.operator} ${part(expression.right, true)}`;
    }
    default:
      return '';
  }
}
