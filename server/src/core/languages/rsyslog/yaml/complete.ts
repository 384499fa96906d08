import type { Completion, FeatureContext } from '../../../language.ts';
import type { Span } from '../../../text/span.ts';
import { complete as completeScript, functionNames, names, propertyNames, values, variableNames } from '../features/complete.ts';
import { parameterMarkdown } from '../features/describe.ts';
import { facilities, severities } from '../facts/names.ts';
import { isKnown } from '../facts/parameter-tables.ts';
import { parametersFor, scopeOf } from '../objects.ts';
import { versionOf } from '../setting.ts';
import type { ObjectNode, Tree } from '../syntax/tree.ts';
import { type LineContext, lineContext } from './line-context.ts';
import { bodyKeys, sections, statementKeys } from './sections.ts';

const lists = new Set(['statements', 'then', 'else', 'do']);
const about: Readonly<Record<string, string>> = {
  script: 'RainerScript, behind `|`',
  statements: 'Statements as YAML: actions, `if`, `set`, `call`, `stop` ...',
  filter: 'A selector like `*.info`, or a property filter like `:msg, contains, "x"`: for `actions`',
  actions: 'Actions, each with `type`',
  elements: 'The parts of a list template: `property` and `constant`',
};

/** What may stand at the place: sections, parameters and their values, statements, and RainerScript where that stands. */
export function complete(context: FeatureContext<Tree>): readonly Completion[] {
  const { text, offset } = context;
  const line = lineContext(text, offset);
  if (line.path.at(-1) === 'script' || (line.key === 'script' && !/^[|>]/.test(text.slice(line.start, offset).trim())))
    return completeScript(context);
  if (line.comment) return [];
  return line.key === undefined ? keys(context, line) : valuesOf(context, line, line.key);
}

/** What the mapping of a line is: an object, a statement, or the parts of one. */
function place({ path, siblings }: LineContext): {
  readonly word?: string;
  readonly names?: readonly string[];
  readonly statement?: boolean;
} {
  const last = path.at(-1);
  if (last === undefined)
    return { names: ['version', ...sections.keys()].filter((key) => !/^(?:testbench_modules|main_queue)$/.test(key)) };
  if (path.length === 1) {
    const section = sections.get(last);
    if (section?.word === 'include') return { names: ['path', 'optional'] };
    return section === undefined ? {} : { word: section.word };
  }
  if (last === 'actions' || last === 'action') return { word: 'action' };
  if (last === 'elements') return { names: ['property', 'constant'] };
  if (last === 'property' || last === 'constant') return { word: last };
  if (last === 'set') return { names: ['var', 'expr'] };
  if (last === 'foreach') return { names: ['var', 'in', 'do'] };
  if (last === 'reload_lookup_table') return { names: ['table', 'stub_value'] };
  if (!lists.has(last)) return {};
  if (siblings.some(({ key }) => key === 'if')) return { names: ['if', 'then', 'action', 'else'] };
  if (siblings.some(({ key }) => key === 'type')) return { word: 'action' };
  return siblings.some(({ key }) => statementKeys.some((known) => known === key))
    ? { names: [] }
    : { names: statementKeys, statement: true };
}

/** The object of a line, from the keys that stand beside it. */
function nodeOf(word: string, { siblings }: LineContext): ObjectNode {
  const nowhere: Span = { start: 0, end: 0 };
  return {
    kind: 'object',
    word,
    wordSpan: nowhere,
    span: nowhere,
    inside: nowhere,
    body: undefined,
    parameters: siblings.map(({ key, value }) => ({
      name: key.toLowerCase(),
      nameSpan: nowhere,
      span: nowhere,
      value: { kind: 'string', span: nowhere, inner: nowhere, text: value, quote: '"' },
    })),
  };
}

function keys(context: FeatureContext<Tree>, line: LineContext): readonly Completion[] {
  const { offset, text } = context;
  const span = { start: line.start, end: offset };
  if (!/^[\w.]*$/.test(text.slice(line.start, offset))) return [];
  const { word, names: plain } = place(line);
  const used = new Set(line.siblings.map(({ key }) => key.toLowerCase()));
  const named = (key: string): Completion => {
    const section = line.path.length === 0 ? sections.get(key) : undefined;
    const documentation = section?.description ?? about[key];
    const insert = section !== undefined ? `${key}:\n  ` : ['stop', 'continue'].includes(key) ? `${key}: true` : `${key}: `;
    return { label: key, kind: 'property', insert, span, ...(documentation !== undefined && { documentation }) };
  };
  if (plain !== undefined) return plain.filter((key) => !used.has(key)).map(named);
  if (word === undefined) return [];
  const version = versionOf(context.settings);
  const node = nodeOf(word, line);
  const out: Completion[] = [];
  for (const table of parametersFor(node).tables)
    for (const fact of table.values())
      if (isKnown(fact, version) && !used.has(fact.name.toLowerCase()))
        out.push({
          label: fact.name,
          kind: 'property',
          detail: fact.module === 'core' ? 'rsyslog' : fact.module,
          documentation: parameterMarkdown(fact, scopeOf(node.word), version),
          insert: `${fact.name}: `,
          deprecated: fact.deprecated,
          span,
        });
  const more = word === 'ruleset' ? bodyKeys : word === 'template' ? ['elements'] : [];
  return [...out, ...more.filter((key) => !used.has(key)).map(named)];
}

function valuesOf(context: FeatureContext<Tree>, line: LineContext, key: string): readonly Completion[] {
  const { text, offset } = context;
  const rest = /^[^\s"',\]}]*/.exec(text.slice(offset)) as RegExpExecArray;
  const span = { start: line.start, end: offset + rest[0].length };
  const typed = text.slice(line.start, offset);
  const { word, names: plain } = place(line);
  if (key === 'if' || key === 'expr' || key === 'in' || key === 'call_indirect') {
    const variable = /\$([!./]?[\w!.-]*)$/.exec(typed);
    const at = (length: number): Span => ({ start: offset - length, end: offset });
    if (variable !== null)
      return [...propertyNames(context, at((variable[1] as string).length), '$'), ...variableNames(context, at(variable[0].length))];
    return functionNames(context, at((/\w*$/.exec(typed) as RegExpExecArray)[0].length));
  }
  if (key === 'call') return names(context, 'ruleset', span);
  if (key === 'table') return names(context, 'lookup_table', span);
  if (key === 'filter') {
    const severity = /\.!?=?(\w*)$/.exec(typed);
    const facility = /(?:^|[,;])([\w*]*)$/.exec(typed);
    const labels =
      severity !== null ? [...severities, 'none', '*'] : facility !== null ? ['*', ...facilities.filter((name) => name !== '')] : [];
    const from = offset - ((severity ?? facility)?.[1]?.length ?? 0);
    return labels.map((label) => ({
      label,
      kind: 'value',
      detail: severity !== null ? 'severity' : 'facility',
      span: { start: from, end: offset },
    }));
  }
  if (key === 'stop' || key === 'continue') return ['true'].map((label) => ({ label, kind: 'value', span }));
  if (plain !== undefined && key !== 'type')
    return key === 'optional' ? ['on', 'off'].map((label) => ({ label, kind: 'value', span })) : [];
  const node = nodeOf(word ?? 'action', line);
  return values({ ...context, offset: span.start + 1 }, node, {
    name: key.toLowerCase(),
    nameSpan: span,
    span,
    value: { kind: 'string', span: { start: span.start, end: Math.max(span.end, span.start + 1) }, inner: span, text: typed, quote: '"' },
  });
}
