import type { Span } from '../../text/span.ts';
import type { Form } from './forms.ts';
import { moduleOf, parameterOf, stringOf, stringsOf, textOf } from './objects.ts';
import { objectsOf } from './syntax/flatten.ts';
import type { BareTree, StringValue } from './syntax/tree.ts';
import type { TemplateDefinition } from './templates.ts';

/** The namespaces of rsyslog's own names. */
export type NameSpace = 'template' | 'ruleset' | 'lookup_table' | 'dyn_stats' | 'percentile_stats' | 'ratelimit' | 'parser' | 'outchannel';

/** A place where a name is defined or used. Spans are the source's. */
export interface Name {
  readonly space: NameSpace;
  readonly name: string;
  readonly span: Span;
  /** The whole object or directive. */
  readonly extent: Span;
}

/** Objects that define a name with their parameter `name`. */
const definers: readonly string[] = ['ruleset', 'lookup_table', 'dyn_stats', 'percentile_stats', 'ratelimit', 'parser'];

/** Parameters whose value names a template; others do so where the flag in the second place is on. */
const templateParameters: ReadonlySet<string> = new Set([
  'template',
  'dynafile',
  'subject.template',
  'body_template',
  'routing_key_template',
  'sourcetemplate',
  'persourcekeytpl',
  'snmpv1dynsource',
]);
const dynamicParameters: ReadonlyMap<string, string> = new Map([
  ['dynsearchindex', 'searchindex'],
  ['dynsearchtype', 'searchtype'],
  ['dynparent', 'parent'],
  ['dynbulkid', 'bulkid'],
  ['dynpipelinename', 'pipelinename'],
  ['dynatopic', 'topic'],
  ['dynakey', 'key'],
  ['stream.dynakeyack', 'stream.keyack'],
  ['stream.dynagroupack', 'stream.groupack'],
  ['stream.dynaindexack', 'stream.indexack'],
  ['dynrestpath', 'restpath'],
]);
const rulesetParameters: ReadonlySet<string> = new Set(['ruleset', 'retryruleset', 'retry.ruleset', 'headerless.ruleset']);
const constantFunctions: Readonly<Record<string, NameSpace>> = {
  lookup: 'lookup_table',
  dyn_inc: 'dyn_stats',
  percentile_observe: 'percentile_stats',
  exec_template: 'template',
};

/** Every name that a file defines, in order; what `config.enabled` switches off defines nothing. */
export function definitionsOf(tree: BareTree, templates: readonly TemplateDefinition[]): readonly Name[] {
  const out: Name[] = templates.map(({ name, nameSpan, span }) => ({
    space: 'template' as const,
    name,
    span: nameSpan,
    extent: span,
  }));
  for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => definers.includes(word))) {
    if (!enabled) continue;
    const name = stringOf(node, 'name');
    if (name !== undefined && name.quote !== '`')
      out.push({ space: node.word as NameSpace, name: name.text, span: name.inner, extent: node.span });
  }
  for (const directive of tree.directives) {
    const value = directive.value.split(/\s/, 1)[0] as string;
    const span = { start: directive.valueSpan.start, end: directive.valueSpan.start + value.length };
    if (directive.name === 'ruleset') out.push({ space: 'ruleset', name: value, span, extent: directive.span });
    if (directive.name === 'outchannel') {
      const name = directive.value.split(',', 1)[0] as string;
      out.push({
        space: 'outchannel',
        name: name.trim(),
        span: { start: span.start, end: span.start + name.length },
        extent: directive.span,
      });
    }
  }
  return out.sort((a, b) => a.extent.start - b.extent.start);
}

function namesRateLimit(parameter: string): boolean {
  return parameter === 'ratelimit.name' || parameter.endsWith('.ratelimit.name');
}

/** Whether objects of a form may use a name. */
function mayUse({ word, order }: Form): boolean {
  if (word === 'ruleset' && order.includes('parser')) return true;
  return order.some(
    (name) =>
      (templateParameters.has(name) && word !== 'template') ||
      rulesetParameters.has(name) ||
      namesRateLimit(name) ||
      dynamicParameters.has(name),
  );
}

/** Every name that a file uses, in order. */
export function usesOf(tree: BareTree): readonly Name[] {
  const out: Name[] = [];
  const add = (space: NameSpace, value: StringValue | undefined, extent: Span): void => {
    if (value !== undefined && value.quote !== '`' && value.text !== '') out.push({ space, name: value.text, span: value.inner, extent });
  };
  for (const { node, enabled } of objectsOf(tree.flat, mayUse)) {
    if (!enabled) continue;
    for (const parameter of node.parameters) {
      const { name } = parameter;
      if (templateParameters.has(name) && node.word !== 'template') add('template', stringOf(node, name), node.span);
      else if (rulesetParameters.has(name)) add('ruleset', stringOf(node, name), node.span);
      else if (namesRateLimit(name)) add('ratelimit', stringOf(node, name), node.span);
      const named = dynamicParameters.get(name);
      if (named !== undefined && parameterOf(node, name) === parameter && textOf(node, name) === 'on' && moduleOf(node) !== undefined)
        add('template', stringOf(node, named), node.span);
    }
    if (node.word === 'ruleset') for (const value of stringsOf(node, 'parser')) add('parser', value, node.span);
  }
  for (const node of tree.flat.legacyActions) {
    const { action } = node;
    if (action.template !== undefined && action.templateSpan !== undefined)
      out.push({ space: 'template', name: action.template, span: action.templateSpan, extent: node.span });
    if (action.kind === 'dynafile') out.push({ space: 'template', name: action.target, span: action.targetSpan, extent: node.span });
    if (action.kind === 'outchannel') out.push({ space: 'outchannel', name: action.target, span: action.targetSpan, extent: node.span });
  }
  for (const node of tree.flat.calls)
    if (node.name !== '') out.push({ space: 'ruleset', name: node.name, span: node.nameSpan, extent: node.span });
  for (const node of tree.flat.reloads) add('lookup_table', node.values[0], node.span);
  for (const expression of tree.flat.expressions) {
    if (expression.kind !== 'function') continue;
    const space = constantFunctions[expression.name];
    const argument = expression.arguments[0];
    if (space !== undefined && argument?.kind === 'string') add(space, argument, expression.span);
  }
  for (const directive of tree.directives) {
    const value = directive.value.split(/\s/, 1)[0] as string;
    const span = { start: directive.valueSpan.start, end: directive.valueSpan.start + value.length };
    if (value === '') continue;
    if (/bindruleset$/.test(directive.name) || directive.name === 'defaultruleset')
      out.push({ space: 'ruleset', name: value, span, extent: directive.span });
    if (/defaulttemplate$/.test(directive.name)) out.push({ space: 'template', name: value, span, extent: directive.span });
    if (directive.name === 'rulesetparser') out.push({ space: 'parser', name: value, span, extent: directive.span });
  }
  return out.sort((a, b) => a.span.start - b.span.start);
}
