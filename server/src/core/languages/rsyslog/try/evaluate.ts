import type { Expression, StringValue } from '../syntax/tree.ts';
import { toBytes } from './bytes.ts';
import { callFunction } from './call-function.ts';
import { copyJson } from './json-value.ts';
import { NotComputed } from './not-computed.ts';
import { propertyText } from './render-template.ts';
import { known, type State } from './state.ts';
import { fromJson, toNumber, toText, type Value } from './value.ts';
import { getVariable, variablePath } from './variables.ts';

/** What an expression comes to for a message (`cnfexprEval`, grammar/rainerscript.c). Throws `NotComputed` where only the daemon knows. */
export function evaluate(expression: Expression, state: State): Value {
  switch (expression.kind) {
    case 'string':
      return constant(expression);
    case 'array': {
      const first = expression.elements[0];
      if (first === undefined) throw new NotComputed('an empty list');
      return constant(first);
    }
    case 'number':
      return BigInt.asIntN(64, BigInt(/^0[0-7]+$/.test(expression.text) ? `0o${expression.text}` : expression.text));
    case 'variable': {
      const lower = expression.name.toLowerCase();
      const path = variablePath(expression.name);
      // `$msg` names the property `msg`, `$$now` the property `$now`.
      if (path === undefined) return propertyText(state, lower);
      known(state);
      const found = getVariable(state.variables, path.root, path.path);
      return fromJson(found === undefined ? undefined : copyJson(found));
    }
    case 'exists': {
      const path = expression.variable === undefined ? undefined : variablePath(expression.variable.name);
      return path !== undefined && getVariable(state.variables, path.root, path.path) !== undefined ? 1n : 0n;
    }
    case 'function':
      return callFunction(expression.name, expression.arguments, (one) => evaluate(one, state), state);
    case 'unary': {
      const { number } = toNumber(evaluate(expression.operand, state));
      return expression.operator === 'not' ? truth(number === 0n) : BigInt.asIntN(64, -number);
    }
    case 'binary':
      return binary(expression, state);
    default:
      throw new NotComputed('an expression that rsyslogd refuses');
  }
}

/** Whether an expression holds: what is not 0 does. */
export function holds(expression: Expression, state: State): boolean {
  return toNumber(evaluate(expression, state)).number !== 0n;
}

function constant(value: StringValue): string {
  if (value.quote === '`') throw new NotComputed('a value in backticks');
  return toBytes(value.text);
}

const truth = (value: boolean): bigint => (value ? 1n : 0n);

function binary(expression: Expression & { kind: 'binary' }, state: State): Value {
  const { operator, left: l, right: r } = expression;
  const left = evaluate(l, state);
  if (operator === 'and' || operator === 'or') {
    const first = toNumber(left).number !== 0n;
    if (first === (operator === 'or')) return truth(first);
    return truth(toNumber(evaluate(r, state)).number !== 0n);
  }
  const list = r.kind === 'array' ? r.elements.map(constant) : undefined;
  switch (operator) {
    case '==':
      return truth(equal(left, list, () => evaluate(r, state)));
    case '!=':
    case '<>':
      // For JSON a list is its first element, in order (`CMP_NE` of cnfexprEval).
      if (list !== undefined && typeof left === 'object') return truth(toText(left) !== [...list].sort(byBytes)[0]);
      return truth(!equal(left, list, () => evaluate(r, state)));
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const order = compared(left, evaluate(r, state));
      return truth(operator === '<' ? order < 0 : operator === '<=' ? order <= 0 : operator === '>' ? order > 0 : order >= 0);
    }
    case 'contains':
    case 'contains_i':
    case 'startswith':
    case 'startswith_i':
    case 'endswith': {
      const fold = operator.endsWith('_i')
        ? (text: string): string => text.replace(/[A-Z]/g, (c) => c.toLowerCase())
        : (text: string): string => text;
      const text = fold(toText(left));
      const wanted = list ?? [toText(evaluate(r, state))];
      const test = operator.startsWith('contains')
        ? (one: string): boolean => text.includes(one)
        : operator === 'endswith'
          ? (one: string): boolean => text.endsWith(one)
          : // `es_strncasecmp` of libestr compares no further than the shorter of the two goes.
            (one: string): boolean => text.startsWith(one) || (operator === 'startswith_i' && one.startsWith(text));
      return truth(wanted.some((one) => test(fold(one))));
    }
    case '&':
      return toText(left) + (list?.[0] ?? toText(evaluate(r, state)));
    default:
      return arithmetic(operator, toNumber(left).number, toNumber(evaluate(r, state)).number);
  }
}

function arithmetic(operator: string, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return BigInt.asIntN(64, left + right);
    case '-':
      return BigInt.asIntN(64, left - right);
    case '*':
      return BigInt.asIntN(64, left * right);
    case '/':
      return right === 0n ? 0n : BigInt.asIntN(64, left / right);
    case '%':
      return right === 0n ? 0n : left % right;
    default:
      throw new NotComputed(`the operator \`${operator}\``);
  }
}

function equal(left: Value, list: readonly string[] | undefined, right: () => Value): boolean {
  if (list !== undefined && typeof left !== 'bigint') return list.includes(toText(left));
  const other = right();
  if (typeof left === 'bigint') {
    if (typeof other !== 'string') return left === toNumber(other).number;
    const read = toNumber(other);
    return read.whole ? left === read.number : String(left) === other;
  }
  if (typeof other === 'string') return toText(left) === other;
  const read = toNumber(left);
  // JSON on the right is taken for a number without being made one.
  if (typeof other === 'object') throw new NotComputed('a comparison with a JSON value on the right');
  return read.whole ? read.number === other : toText(left) === String(other);
}

/** As `eval_strcmp_like`: the difference of two numbers is cut to 32 bits. */
function compared(left: Value, right: Value): number {
  const l = toNumber(left);
  const r = toNumber(right);
  if (l.whole && r.whole) return Number(BigInt.asIntN(32, l.number - r.number));
  return byBytes(toText(left), toText(right));
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
