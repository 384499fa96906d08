import { hostExpression, type Inventory } from '../../../../server/src/core/index.ts';
import { hostName } from './writer.ts';

/**
 * A host expression as Ansible's pattern: groups stay groups, other terms are named one by one. Undefined where none is a group, for then the
 * names say it all, and where Ansible would read it otherwise: it unites, then intersects, then takes away, in whatever order that is written.
 */
export function hostPattern(expression: string, inventory: Inventory): string | undefined {
  const terms = [...expression.matchAll(/([,&!]|^)((?:\[[^\]]*\]|[^,&!])*)/g)].map(([, operator = '', term = '']) => ({
    operator: operator === '' ? ',' : operator,
    term: term.trim(),
  }));
  if (!terms.some(({ term }) => term.startsWith('@'))) return undefined;
  const rank = terms.map(({ operator }) => ',&!'.indexOf(operator));
  if (rank.some((each, index) => each < (rank[index - 1] ?? 0))) return undefined;
  const words: string[] = [];
  for (const { operator, term } of terms) {
    const group = /^@[\w.-]+$/.test(term) ? term.slice(1) : undefined;
    const names = group === undefined ? hostExpression(term, inventory).names.map(hostName) : [group];
    // An intersection with several names is none with each of them.
    if (operator === '&' && names.length !== 1) return undefined;
    words.push(...names.map((name) => `${operator === ',' ? '' : operator}${name}`));
  }
  return words.join(':');
}
