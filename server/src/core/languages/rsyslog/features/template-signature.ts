import type { FeatureContext, Signature } from '../../../language.ts';
import { textOf } from '../objects.ts';
import { readReplacers } from '../syntax/replacer.ts';
import type { ObjectNode, Tree } from '../syntax/tree.ts';
import { objectAt } from './place.ts';

/** What comes in a replacer between its percent signs: plain, by regular expression, by field (`do_Parameter` in runtime/template.c). */
const plain = ['property', 'from', 'to', 'options'];
const byExpression = ['property', 'R,BRE|ERE,submatch,DFLT|BLANK|ZERO|FIELD,match', 'expression--end', 'options'];
const byField = ['property', 'F,delimiter', 'number', 'options'];

/** What a template of each type is given beside its name and type. */
const bodies: Readonly<Record<string, readonly string[]>> = { string: ['string'], list: [], subtree: ['subtree'], plugin: ['plugin'] };

/** The parts of the replacer, or the parameters of the `template()`, that the place stands in; undefined elsewhere. */
export function templateSignature({ tree, text, offset }: FeatureContext<Tree>): Signature | undefined {
  const place = objectAt(tree, offset);
  if (place !== undefined) {
    const { node, parameter, where } = place;
    if (node.word !== 'template') return undefined;
    if (where !== 'value' || parameter?.name !== 'string' || parameter.value?.kind !== 'string') {
      // In YAML it has no parentheses, and its keys are offered one by one.
      return text[node.inside.start - 1] === '(' ? ofTemplate(node, parameter?.name) : undefined;
    }
    return replacer(text.slice(parameter.value.inner.start, offset), false);
  }
  const directive = tree.directives.find(
    ({ name, valueSpan }) => name === 'template' && valueSpan.start < offset && offset <= valueSpan.end,
  );
  return directive && replacer(text.slice(directive.valueSpan.start, offset), true);
}

function ofTemplate(node: ObjectNode, at: string | undefined): Signature {
  const type = textOf(node, 'type')?.toLowerCase() ?? '';
  const names = ['name', 'type', ...(bodies[type] ?? ['string'])];
  const given = new Set(node.parameters.map(({ name }) => name));
  const own = at === undefined ? -1 : names.indexOf(at);
  // Between two parameters the first that is not there is due.
  const due = names.findIndex((name) => !given.has(name));
  const labels = names.map((name) => (name === 'type' && type === '' ? 'type="string|list|subtree|plugin"' : `${name}="..."`));
  return {
    label: `template(${labels.join(' ')})`,
    documentation: 'A list has its parts in braces behind the parentheses: `property()` and `constant()`',
    parameters: labels.map((label) => ({ label })),
    active: Math.max(0, own === -1 ? (due === -1 ? names.length - 1 : due) : own),
  };
}

/** The replacer that `before`, a template's text up to the place, ends in. */
function replacer(before: string, escapes: boolean): Signature | undefined {
  const last = readReplacers(before, escapes).at(-1);
  if (last === undefined || last.closed) return undefined;
  const written = before.slice(last.span.start + 1);
  const mode = /^[^:]*:([RF])/.exec(written)?.[1];
  const parts = mode === 'R' ? byExpression : mode === 'F' ? byField : plain;
  // A colon inside of the expression parts nothing.
  const ended = mode === 'R' ? written.indexOf('--end') : -1;
  const colons = written.split(':').length - 1;
  const active = mode !== 'R' ? colons : ended === -1 ? Math.min(2, colons) : written.includes(':', ended) ? 3 : 2;
  return {
    label: `%${parts.join(':')}%`,
    parameters: parts.map((label) => ({ label })),
    active: Math.min(active, parts.length - 1),
  };
}
