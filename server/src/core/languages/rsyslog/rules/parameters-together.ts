import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { type Constraint, constraintsOf } from '../facts/constraints.ts';
import type { Form } from '../forms.ts';
import { misspelled, parameterOf, stringOf, stringsOf, textOf, titleOf } from '../objects.ts';
import { expressionTrouble } from '../regular-expression.ts';
import { versionOf } from '../setting.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { ObjectNode, Tree } from '../syntax/tree.ts';

export const parametersTogether: LanguageRule<Tree> = {
  id: 'rsyslog-parameters-together',
  severity: 'error',
  summary: 'Parameters of one object that need each other are not all there, or some that exclude each other are',
  why: 'Modules look at their parameters as a whole when the object is made: an `omfile` action without `file` and `dynafile`, a certificate without its key, a named rate limit beside an interval of its own are refused, and the object is dropped.',
  story:
    'A certificate was set and its key forgotten. The driver refused the pair, and the forwarding that was to be encrypted did not start at all.',
  bad: 'action(type="omfile" template="RSYSLOG_FileFormat")\n',
  good: 'action(type="omfile" file="/var/log/x" template="RSYSLOG_FileFormat")\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    const constraints = new Map<Form, readonly Constraint[]>();
    const constrained = (form: Form): boolean => {
      const own = constraintsOf(form.word, form.module?.name ?? '', version).filter((constraint) => mayBreak(form, constraint));
      constraints.set(form, own);
      return own.length > 0;
    };
    for (const { node, enabled, form } of objectsOf(tree.flat, constrained)) {
      if (!enabled) continue;
      const { parameters } = form;
      for (const constraint of constraints.get(form) ?? []) {
        const found = breach(node, constraint);
        if (
          found === undefined ||
          (parameters.complete && constraint.parameters.some((name) => misspelled(node, parameters, name) !== undefined))
        )
          continue;
        yield { severity: constraint.severity, ...found };
      }
    }
  },
};

/** Whether an object of a form can break a constraint: the others need not be looked at one by one. */
function mayBreak({ names }: Form, { kind, parameters }: Constraint): boolean {
  const given = parameters.filter((name) => names.has(name)).length;
  switch (kind) {
    case 'any':
    case 'any-beside':
      return given === 0;
    case 'not-both':
      return given > 1;
    case 'together':
      return given > 0 && given < parameters.length;
    case 'requires':
      return given === 1;
    default:
      return names.has((parameters[0] ?? '').split('=', 1)[0] as string);
  }
}

function breach(node: ObjectNode, { kind, parameters }: Constraint): Report | undefined {
  const given = parameters.filter((name) => parameterOf(node, name) !== undefined);
  const list = (names: readonly string[], word: string): string => names.map((name) => `\`${name}\``).join(` ${word} `);
  const first = parameterOf(node, given[0] ?? '');
  switch (kind) {
    case 'any':
      return given.length > 0 ? undefined : { message: `\`${titleOf(node)}\` needs ${list(parameters, 'or')}`, span: node.wordSpan };
    case 'any-beside':
      return given.length > 0 || node.parameters.length < 2
        ? undefined
        : { message: `\`${titleOf(node)}\` needs ${list(parameters, 'or')}`, span: node.wordSpan };
    case 'regex': {
      const value = stringOf(node, parameters[0] as string);
      const trouble = value === undefined || value.quote === '`' ? undefined : expressionTrouble(value.text, 'extended');
      return value === undefined || trouble === undefined
        ? undefined
        : { message: `This regular expression does not compile: ${trouble}`, span: value.span };
    }
    case 'not-both':
      return given.length < 2
        ? undefined
        : { message: `${list(given, 'and')} exclude each other`, span: parameterOf(node, given[1] as string)?.nameSpan ?? node.wordSpan };
    case 'together': {
      const missing = parameters.filter((name) => !given.includes(name));
      return given.length === 0 || missing.length === 0 || first === undefined
        ? undefined
        : { message: `${list(given, 'and')} needs ${list(missing, 'and')} too`, span: first.nameSpan };
    }
    case 'requires':
      return given.length === 0 || given[0] !== parameters[0] || given.length > 1 || first === undefined
        ? undefined
        : { message: `\`${given[0]}\` needs ${list(parameters.slice(1), 'or')}`, span: first.nameSpan };
    case 'when':
    case 'not-when': {
      const [name = '', values = ''] = (parameters[0] as string).split('=');
      const value = stringOf(node, name);
      if (value === undefined || value.quote === '`' || !values.split('|').includes(value.text)) return undefined;
      const others = parameters.slice(1);
      const clash = given.find((one) => others.includes(one));
      if (kind === 'when')
        return clash === undefined
          ? { message: `With \`${name}="${value.text}"\` \`${titleOf(node)}\` needs ${list(others, 'or')}`, span: value.span }
          : undefined;
      return clash === undefined
        ? undefined
        : {
            message: `\`${name}="${value.text}"\` and \`${clash}\` exclude each other`,
            span: parameterOf(node, clash)?.nameSpan ?? value.span,
          };
    }
    case 'assignments': {
      const odd = stringsOf(node, parameters[0] as string).find(({ text, quote }) => quote !== '`' && !text.includes('='));
      return odd === undefined ? undefined : { message: `\`${odd.text}\` sets nothing: \`name=value\` was expected`, span: odd.span };
    }
    case 'numbers': {
      const odd = stringsOf(node, parameters[0] as string).find(({ text, quote }) => quote !== '`' && !/^\d+$/.test(text));
      return odd === undefined ? undefined : { message: `\`${odd.text}\` is no number`, span: odd.span };
    }
    default:
      break;
  }
  const text = textOf(node, parameters[0] as string);
  const place = parameterOf(node, parameters[0] as string)?.value?.span;
  if (text === undefined || place === undefined) return undefined;
  if (kind === 'not-blank') return /\S/.test(text) ? undefined : { message: `\`${parameters[0]}\` must not be blank`, span: place };
  if (kind === 'not-only-blanks')
    return /^\s+$/.test(text) ? { message: `\`${parameters[0]}\` holds nothing but blanks: rsyslogd crashes`, span: place } : undefined;
  if (kind === 'not-empty') return text !== '' ? undefined : { message: `\`${parameters[0]}\` must not be empty`, span: place };
  if (kind === 'above-zero') return /^-|^0+$/.test(text) ? { message: `\`${parameters[0]}\` must be above 0`, span: place } : undefined;
  if (kind === 'long-variable')
    return /^\$..+/.test(text)
      ? undefined
      : { message: `\`${text}\` is no variable: it must begin with \`$\` and have three characters at least`, span: place };
  return /^(?:\$?[!./])/.test(text)
    ? undefined
    : { message: `\`${text}\` is no variable: it must begin with \`$!\`, \`$.\` or \`$/\``, span: place };
}
