import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Form } from '../forms.ts';
import { parameterOf, stringOf, textOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { ObjectNode, Tree } from '../syntax/tree.ts';

/** String generators that are built in, by the names that `plugin=` takes (tools/sm*.c). */
const generators: ReadonlySet<string> = new Set([
  'RSYSLOG_FileFormat',
  'RSYSLOG_TraditionalFileFormat',
  'RSYSLOG_ForwardFormat',
  'RSYSLOG_TraditionalForwardFormat',
]);
const formats = ['option.sql', 'option.stdsql', 'option.json', 'option.jsonf', 'option.jsonftree'];

/** What can be wrong with a constant or property needs the second parameter. */
function isPart({ word, names }: Form): boolean {
  return word === 'template' || (word === 'property' && names.has('position.to')) || (word === 'constant' && names.has('format'));
}

export const templateDefinition: LanguageRule<Tree> = {
  id: 'rsyslog-template-definition',
  severity: 'error',
  summary: 'A `template()` lacks what its type needs, or has what its type cannot have',
  why: 'rsyslogd refuses the template (`tplProcessCnf`, runtime/template.c): a `string` template needs `string`, a `subtree` one a variable that begins with `$!`, a `plugin` one a string generator that is there, a `list` one properties or constants in braces. Every action that names the template is then lost too.',
  story: 'A list template had `string=` and no properties. rsyslogd refused it, and each action that used it was gone as well.',
  bad: 'template(name="t" type="list")\n',
  good: 'template(name="t" type="list") {\n  property(name="msg")\n  constant(value="\\n")\n}\n',
  *check({ tree }): Iterable<Report> {
    const generatorsLoaded = tree.names.loads.some(({ name }) => name.startsWith('sm'));
    for (const { node, enabled } of objectsOf(tree.flat, isPart)) {
      if (!enabled) continue;
      if (node.word === 'template') yield* template(node, generatorsLoaded);
      if (node.word === 'property') yield* property(node);
      if (node.word === 'constant' && textOf(node, 'format') === 'jsonf' && parameterOf(node, 'outname') === undefined) {
        yield { message: '`format="jsonf"` needs `outname`', span: parameterOf(node, 'format')?.span ?? node.wordSpan };
      }
    }
  },
};

function* template(node: ObjectNode, generatorsLoaded: boolean): Iterable<Report> {
  const type = textOf(node, 'type');
  if (type === undefined) return;
  const needs = (name: string): Report[] =>
    parameterOf(node, name) === undefined
      ? [{ message: `A template of type \`${type}\` needs \`${name}\``, span: parameterOf(node, 'type')?.span ?? node.wordSpan }]
      : [];
  if (type === 'string') yield* needs('string');
  if (type === 'subtree') {
    yield* needs('subtree');
    const value = stringOf(node, 'subtree');
    if (value !== undefined && value.quote !== '`' && !value.text.startsWith('$!'))
      yield { message: `\`${value.text}\` is no subtree: a variable that begins with \`$!\` was expected`, span: value.span };
  }
  if (type === 'plugin') {
    yield* needs('plugin');
    const value = stringOf(node, 'plugin');
    if (value !== undefined && value.quote !== '`' && !generators.has(value.text) && !generatorsLoaded)
      yield { message: `rsyslogd has no string generator \`${value.text}\``, span: value.span };
  }
  if (type === 'list' && (node.body === undefined || node.body.items.length === 0))
    yield {
      message: 'A template of type `list` needs properties or constants in braces',
      span: parameterOf(node, 'type')?.span ?? node.wordSpan,
    };
  for (const name of ['string', 'subtree', 'plugin']) {
    const parameter = parameterOf(node, name);
    if (parameter !== undefined && name !== type && ['string', 'subtree', 'plugin', 'list'].includes(type))
      yield { message: `A template of type \`${type}\` cannot have \`${name}\``, span: parameter.nameSpan };
  }
  if (!node.parameters.some(({ name }) => name.startsWith('option.'))) return;
  const given = formats.filter((name) => textOf(node, name) === 'on');
  if (given.length > 1)
    yield {
      message: `${given.map((name) => `\`${name}\``).join(' and ')} exclude each other`,
      span: parameterOf(node, given[1] as string)?.span ?? node.wordSpan,
    };
}

function* property(node: ObjectNode): Iterable<Report> {
  const from = Number(textOf(node, 'position.from') ?? Number.NaN);
  const to = Number(textOf(node, 'position.to') ?? Number.NaN);
  const place = parameterOf(node, 'position.to')?.span;
  if (place === undefined || !(from >= 0) || !(to >= 0)) return;
  const fromEnd = textOf(node, 'position.relativetoend') === 'on';
  if (fromEnd ? to > from : to < from)
    yield { message: `\`position.to\` is ${fromEnd ? 'higher' : 'lower'} than \`position.from\`: nothing would be left`, span: place };
}
