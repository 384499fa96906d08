import type { Completion, FeatureContext } from '../../../language.ts';
import type { Span } from '../../../text/span.ts';
import { directiveSpelling, directives } from '../facts/directive-tables.ts';
import { enumerationOf } from '../facts/enumerations.ts';
import { functions } from '../facts/functions.ts';
import { modules } from '../facts/modules.ts';
import { builtinTemplates, facilities, filterComparisons, properties, severities } from '../facts/names.ts';
import { isKnown, typeIn } from '../facts/parameter-tables.ts';
import { hasReached } from '../facts/version.ts';
import { moduleParameter, parameterFact, parameterOf, parametersFor, scopeOf } from '../objects.ts';
import { versionOf } from '../setting.ts';
import type { Parameter, Tree } from '../syntax/tree.ts';
import { parameterMarkdown } from './describe.ts';
import { objectDescriptions } from './object-descriptions.ts';
import { inComment, objectAt, type ObjectPlace } from './place.ts';

/** What may stand at the place: parameters and their values, objects, statements, functions, properties, facilities, directives. */
export function complete(context: FeatureContext<Tree>): readonly Completion[] {
  const { tree, text, offset } = context;
  if (inComment(tree, offset)) return [];
  const place = objectAt(tree, offset);
  if (place !== undefined) return inObject(context, place);
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const before = text.slice(lineStart, offset);
  const directive = /^\s*\$(\w*)$/.exec(before);
  if (directive !== null) return directiveNames(context, word(offset, directive[1] as string));
  const property = /^\s*:(\$?[\w-]*)$/.exec(before);
  if (property !== null) return propertyNames(context, word(offset, property[1] as string), '');
  const comparison = /^\s*:\$?[\w-]+\s*,\s*!?(\w*)$/.exec(before);
  if (comparison !== null)
    return Object.entries(filterComparisons).map(([label, documentation]) => ({
      label,
      kind: 'keyword',
      documentation,
      span: word(offset, comparison[1] as string),
    }));
  const severity = /^\s*(?:[\w*,;.!=]*;)?[\w*,]+\.!?=?(\w*)$/.exec(before);
  if (severity !== null)
    return [...severities, 'none', '*'].map((label) => ({
      label,
      kind: 'value',
      detail: 'severity',
      span: word(offset, severity[1] as string),
    }));
  const variable = /\$([!./]?[\w!.-]*)$/.exec(before);
  if (variable !== null && inExpression(before))
    return [
      ...propertyNames(context, word(offset, variable[1] as string), '$'),
      ...variableNames(context, word(offset, `$${variable[1]}`)),
    ];
  if (inExpression(before)) return functionNames(context, word(offset, (/\w*$/.exec(before) as RegExpExecArray)[0]));
  const template = /;(\s*[\w-]*)$/.exec(before);
  if (template !== null && /^[^;]*[/@|^?-]/.test(before))
    return names(context, 'template', word(offset, (template[1] as string).trimStart()));
  const call = /\bcall\s+([\w.-]*)$/.exec(before);
  if (call !== null) return names(context, 'ruleset', word(offset, call[1] as string));
  const start = /^\s*(?:&\s*|[}{]\s*|.*\b(?:then|else|do)\s+)?([\w*]*)$/i.exec(before);
  return start === null ? [] : statements(word(offset, start[1] as string), /^\s*[\w*]*$/.test(before));
}

function word(offset: number, typed: string): Span {
  return { start: offset - typed.length, end: offset };
}

/** Whether the line up to the caret has begun an expression and not ended it. */
function inExpression(before: string): boolean {
  const begin = /(?:^|[\s{}])(?:if|foreach|call_indirect|(?:re)?set\s+\S+\s*=)(?=[\s($])/gi;
  let from = -1;
  for (const match of before.matchAll(begin)) from = match.index + match[0].length;
  return from !== -1 && !/\b(?:then|do)\b|;/i.test(before.slice(from));
}

function inObject(context: FeatureContext<Tree>, { node, parameter, where }: ObjectPlace): readonly Completion[] {
  const { text, offset, settings } = context;
  const version = versionOf(settings);
  if (where === 'value' && parameter !== undefined) return values(context, node, parameter);
  const typed = (/[\w.]*$/.exec(text.slice(node.inside.start, offset)) as RegExpExecArray)[0];
  const span = { start: offset - typed.length, end: parameter !== undefined && where === 'name' ? parameter.nameSpan.end : offset };
  const parameters = parametersFor(node);
  const out: Completion[] = [];
  for (const table of parameters.tables) {
    for (const fact of table.values()) {
      if (
        !isKnown(fact, version) ||
        (parameterOf(node, fact.name.toLowerCase()) !== undefined && parameter?.name !== fact.name.toLowerCase())
      )
        continue;
      const named = where === 'name' && parameter?.value !== undefined;
      out.push({
        label: fact.name,
        kind: 'property',
        detail: fact.module === 'core' ? 'rsyslog' : fact.module,
        documentation: parameterMarkdown(fact, scopeOf(node.word), version),
        insert: named ? fact.name : `${fact.name}="$1"`,
        snippet: !named,
        deprecated: fact.deprecated,
        first: fact.required || fact.name === moduleParameter(node.word),
        span,
      });
    }
  }
  return out;
}

/** The values that a parameter takes, for the stretch inside of its quotes. */
export function values(context: FeatureContext<Tree>, node: ObjectPlace['node'], parameter: Parameter): readonly Completion[] {
  const version = versionOf(context.settings);
  const { value } = parameter;
  const inner =
    value === undefined
      ? undefined
      : value.kind === 'string'
        ? value
        : value.elements.find(({ span }) => span.start < context.offset && context.offset <= span.end);
  if (inner === undefined) return [];
  const span = inner.inner;
  if (parameter.name === moduleParameter(node.word)) {
    const fits: Readonly<Record<string, (kind: string) => boolean>> = {
      action: (kind) => kind === 'output' || kind === 'message',
      input: (kind) => kind === 'input',
      parser: (kind) => kind === 'parser',
      module: () => true,
    };
    return [...modules.values()]
      .filter(({ kind, since }) => fits[node.word]?.(kind) === true && kind !== 'lib' && hasReached(version, since))
      .map(({ name, kind, builtin }) => ({
        label: node.word === 'module' && builtin ? `builtin:${name}` : name,
        kind: 'module' as const,
        detail: builtin ? `${kind}, built in` : kind,
        span,
      }));
  }
  if (/template$|^dynafile$/.test(parameter.name) && node.word !== 'template') return names(context, 'template', span);
  if (/ruleset$/.test(parameter.name)) return names(context, 'ruleset', span);
  if (parameter.name === 'ratelimit.name') return names(context, 'ratelimit', span);
  if (node.word === 'property' && parameter.name === 'name') return propertyNames(context, span, '');
  const fact = parameterFact(parametersFor(node), parameter.name);
  if (fact === undefined) return [];
  const enumeration = enumerationOf(
    fact.module,
    fact.module === 'core' && parameter.name.startsWith('queue.') ? 'queue' : scopeOf(node.word),
    parameter.name,
  );
  const of = (labels: readonly string[], detail?: string): readonly Completion[] =>
    labels.map((label) => ({ label, kind: 'value' as const, span, ...(detail !== undefined && { detail }) }));
  if (enumeration !== undefined) return of(enumeration.values.filter((one) => hasReached(version, enumeration.newer[one])));
  switch (typeIn(fact, version)) {
    case 'binary':
      return of(['on', 'off']);
    case 'facility':
      return of(
        facilities.filter((name) => name !== ''),
        'facility',
      );
    case 'severity':
      return of(severities, 'severity');
    case 'mode':
      return of(['0600', '0640', '0644', '0700', '0750', '0755']);
    default:
      return [];
  }
}

/** The names of a kind that are defined in scope, and those that are built in. */
export function names({ facts }: FeatureContext<Tree>, space: string, span: Span): readonly Completion[] {
  const defined = new Set(
    facts.filter(({ fact }) => fact.kind === 'defines' && fact.space === `rsyslog.${space}`).map(({ fact }) => fact.name),
  );
  const out: Completion[] = [...defined].map((label) => ({ label, kind: 'reference', detail: space, span }));
  if (space === 'template')
    for (const [label, documentation] of Object.entries(builtinTemplates))
      out.push({ label, kind: 'reference', detail: 'built in', documentation, span });
  return out;
}

/** The properties of a message, with `sign` in front. */
export function propertyNames({ settings }: FeatureContext<Tree>, span: Span, sign: string): readonly Completion[] {
  const version = versionOf(settings);
  return [...properties.values()]
    .filter(({ since }) => hasReached(version, since))
    .map(({ name, description }) => ({
      label: `${sign}${name}`,
      kind: 'property' as const,
      documentation: description,
      span: { start: span.start - sign.length, end: span.end },
    }));
}

/** The variables that the file speaks of. */
export function variableNames({ tree }: FeatureContext<Tree>, span: Span): readonly Completion[] {
  const seen = new Set<string>();
  for (const expression of tree.flat.expressions)
    if (expression.kind === 'variable' && /^[!./]./.test(expression.name)) seen.add(expression.name);
  return [...seen].map((name) => ({ label: `$${name}`, kind: 'reference' as const, span }));
}

/** The functions and operators of an expression. */
export function functionNames({ settings }: FeatureContext<Tree>, span: Span): readonly Completion[] {
  const version = versionOf(settings);
  const known = [...functions.values()].filter(({ since }) => hasReached(version, since));
  const operators = [
    'and',
    'or',
    'not',
    'contains',
    'contains_i',
    'startswith',
    'startswith_i',
    ...(hasReached(version, '8.2508') ? ['endswith'] : []),
    'then',
  ];
  return [
    ...known.map(({ name, parameters, description }) => ({
      label: name,
      kind: 'function' as const,
      detail: `(${parameters.join(', ')})`,
      documentation: description,
      insert: `${name}($1)`,
      snippet: true,
      span,
    })),
    ...operators.map((label) => ({ label, kind: 'keyword' as const, span })),
  ];
}

function directiveNames({ settings }: FeatureContext<Tree>, span: Span): readonly Completion[] {
  const version = versionOf(settings);
  const all = [...directives()].filter(([, known]) => known.some(({ since }) => hasReached(version, since)));
  return [
    ...all.map(([name, known]) => ({
      label: `$${directiveSpelling.get(name) ?? name}`,
      kind: 'keyword' as const,
      detail: known[0]?.module ?? '',
      insert: directiveSpelling.get(name) ?? name,
      span,
    })),
    ...['IncludeConfig', 'RuleSet'].map((name) => ({ label: `$${name}`, kind: 'keyword' as const, detail: 'core', insert: name, span })),
  ];
}

function statements(span: Span, atStart: boolean): readonly Completion[] {
  const snippet = (label: string, insert: string, documentation?: string): Completion => ({
    label,
    kind: 'snippet',
    insert,
    snippet: true,
    span,
    ...(documentation !== undefined && { documentation }),
  });
  const out: Completion[] = Object.entries(objectDescriptions)
    .filter(([label]) => atStart || label === 'action' || label === 'include')
    .map(([label, documentation]) => ({
      label,
      kind: 'keyword',
      documentation,
      insert: `${label}(${label === 'module' ? 'load="$1"' : ['action', 'input', 'parser'].includes(label) ? 'type="$1"' : label === 'include' ? 'file="$1"' : ['ruleset', 'template', 'lookup_table', 'dyn_stats', 'ratelimit', 'percentile_stats'].includes(label) ? 'name="$1"' : '$1'})`,
      snippet: true,
      span,
    }));
  out.push(
    snippet('if', `if \${1:\\$msg contains "text"} then {\n  $2\n}`),
    snippet('foreach', `foreach (\\$.\${1:item} in \${2:\\$!list}) do {\n  $3\n}`),
    snippet('set', `set \\$.\${1:name} = \${2:"value"};`),
    snippet('call', `call \${1:ruleset}`),
  );
  for (const label of ['stop', 'else', 'unset', 'reset', 'continue', 'call_indirect', 'reload_lookup_table'])
    out.push({ label, kind: 'keyword', span });
  if (atStart) for (const label of facilities.filter((name) => name !== '')) out.push({ label, kind: 'value', detail: 'facility', span });
  return out;
}
