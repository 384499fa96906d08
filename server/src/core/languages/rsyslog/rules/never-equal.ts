import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { facilities, otherFacilities, otherSeverities, severities } from '../facts/names.ts';
import type { Expression, Tree } from '../syntax/tree.ts';

/** The greatest number that `cnfexprOptimize_CMP_severity_facility` (grammar/rainerscript.c) lets pass. */
const greatest: Readonly<Record<string, number>> = { syslogseverity: 7, syslogfacility: 24 };
const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<>', '<', '>', '<=', '>=']);
const names: Readonly<Record<string, ReadonlySet<string>>> = {
  'syslogfacility-text': new Set([...facilities.filter((name) => name !== ''), ...otherFacilities]),
  'syslogseverity-text': new Set([...severities, ...Object.keys(otherSeverities), 'none', '*']),
};

export const neverEqual: LanguageRule<Tree> = {
  id: 'rsyslog-never-equal',
  severity: 'error',
  summary: 'A severity or facility is compared with a number or name that none has',
  why: 'Severities go from 0 to 7, facilities to 23, and both have names. rsyslogd reports such a comparison as an error when it optimizes the expression (`cnfexprOptimize_CMP_severity_facility` and `cnfexprOptimize_CMP_var`, grammar/rainerscript.c), since it has always the same outcome.',
  story: '`if $syslogseverity == 8` was to catch the worst. There is no 8; the page was never sent.',
  bad: 'if $syslogseverity < 8 then stop\n',
  good: 'if $syslogseverity <= 4 then stop\n',
  *check({ tree }): Iterable<Report> {
    const inCalls = argumentsOf(tree);
    for (const expression of tree.flat.expressions) {
      if (expression.kind !== 'binary' || !comparisons.has(expression.operator) || inCalls.has(expression)) continue;
      const { left, right, operator } = expression;
      if (left.kind !== 'variable') continue;
      const most = greatest[left.name];
      const value = most === undefined ? undefined : constant(right, 0);
      if (most !== undefined && value !== undefined && (value < 0 || value > most)) {
        yield { message: `\`$${left.name}\` is never ${value}: it goes from 0 to ${most === 24 ? 23 : most}`, span: right.span };
      }
      const known = names[left.name];
      if (
        known === undefined ||
        right.kind !== 'string' ||
        right.quote === '`' ||
        (operator !== '==' && operator !== '!=' && operator !== '<>')
      )
        continue;
      if (known.has(right.text.toLowerCase()) || /^\d/.test(right.text)) continue;
      const meant = nearest(right.text, known);
      yield {
        message: `\`$${left.name}\` is never \`${right.text}\`${meant === undefined ? '' : `: did you mean \`${meant}\`?`}`,
        span: right.span,
        fixes:
          meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: right.inner, text: meant }] }],
      };
    }
  },
};

/** Everything inside of functions' parentheses: the optimizer does not look there. */
function argumentsOf(tree: Tree): ReadonlySet<Expression> {
  const out = new Set<Expression>();
  const open: Expression[] = [];
  for (const expression of tree.flat.expressions)
    if (expression.kind === 'function' && !out.has(expression)) for (const part of expression.arguments) open.push(part);
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (out.has(part)) continue;
    out.add(part);
    if (part.kind === 'binary') open.push(part.left, part.right);
    else if (part.kind === 'unary') open.push(part.operand);
  }
  return out;
}

/** The number that an expression of constants comes to; undefined for any other. */
function constant(expression: Expression, depth: number): number | undefined {
  if (expression.kind === 'number')
    return /^0[0-7]+$/.test(expression.text) ? Number.parseInt(expression.text, 8) : Number(expression.text);
  if (depth > 50) return undefined;
  if (expression.kind === 'unary' && expression.operator === '-') {
    const value = constant(expression.operand, depth + 1);
    return value === undefined ? undefined : -value;
  }
  if (expression.kind !== 'binary') return undefined;
  const left = constant(expression.left, depth + 1);
  const right = constant(expression.right, depth + 1);
  if (left === undefined || right === undefined) return undefined;
  switch (expression.operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : Math.trunc(left / right);
    case '%':
      return right === 0 ? undefined : left % right;
    default:
      return undefined;
  }
}
