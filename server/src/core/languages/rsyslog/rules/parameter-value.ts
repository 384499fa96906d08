import type { LanguageRule } from '../../../language.ts';
import type { Fix } from '../../../problem.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { enumerationOf } from '../facts/enumerations.ts';
import { isKnown, type ParameterFact, typeIn } from '../facts/parameter-tables.ts';
import { otherSeverities, severities } from '../facts/names.ts';
import { rangeOf } from '../facts/ranges.ts';
import { hasReached } from '../facts/version.ts';
import type { Form } from '../forms.ts';
import { type GoodValues, goodValues, valueScope } from '../good-values.ts';
import { parameterFact, scopeOf, stringOf } from '../objects.ts';
import { versionOf } from '../setting.ts';
import type { ArrayValue, ObjectNode, StringValue, Tree } from '../syntax/tree.ts';
import { valueTrouble } from '../values.ts';

export const parameterValue: LanguageRule<Tree> = {
  id: 'rsyslog-parameter-value',
  severity: 'error',
  summary: 'A parameter has a value that rsyslogd refuses: no number, no size, neither on nor off, none of the words it knows',
  why: 'rsyslogd drops the object, or at least the parameter, when a value is not of its type (`nvlstGetParam`, grammar/rainerscript.c). Words such as `yes` or `On` are no booleans for it: only `on` and `off` are. Where it takes a wrong word in silence this is a warning.',
  story:
    '`queue.saveOnShutdown="yes"` was refused: only `on` and `off` are flags. The queue was not saved, and a reboot lost what was in it.',
  bad: 'action(type="omfile" file="/var/log/x" sync="yes")\n',
  good: 'action(type="omfile" file="/var/log/x" sync="on")\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    for (const { form, objects } of tree.flat.forms) {
      const checked = checkedIn(form, version);
      if (checked.length === 0) continue;
      for (const { node, enabled } of objects) {
        if (!enabled) continue;
        for (const one of checked) {
          // Most values are as they were in another object: no call for each.
          const value = node.parameters[one.at]?.value;
          if (value?.kind === 'array' || (value !== undefined && !one.good.has(value.text)))
            yield* valueTroubles(node, one, value, version);
        }
      }
    }
  },
};

/** A parameter of a form whose values are looked at. */
interface Checked {
  /** Its place among the object's parameters. */
  readonly at: number;
  readonly fact: ParameterFact;
  readonly good: GoodValues;
}

/** The parameters of objects of a form whose values can be wrong. */
function checkedIn({ word, order, arrays, parameters }: Form, version: string): readonly Checked[] {
  return order.flatMap((name, at) => {
    const fact = parameterFact(parameters, name);
    if (fact === undefined || !isKnown(fact, version)) return [];
    const good = goodValues(fact, scopeOf(word), version);
    return good.any && !arrays.has(name) ? [] : [{ at, fact, good }];
  });
}

function* valueTroubles(node: ObjectNode, { fact, good }: Checked, value: StringValue | ArrayValue, version: string): Iterable<Report> {
  const type = typeIn(fact, version);
  if (value.kind === 'array') {
    if (type !== 'array') {
      const later = fact.type === 'array' ? ` before ${fact.newTypeSince}` : '';
      yield { message: `\`${fact.name}\` takes one value, not a list${later}`, span: value.span };
    }
    return;
  }
  if (value.quote === '`') return;
  if (type === 'gone') {
    yield { message: `\`${fact.name}\` is no longer supported and does nothing`, span: value.span, severity: 'error' };
    return;
  }
  const trouble = valueTrouble(type, value.text);
  if (trouble !== undefined) {
    yield {
      message: `\`${value.text}\` is no value for \`${fact.name}\`: ${trouble}`,
      span: value.span,
      fixes: booleanFix(type, value),
    };
    return;
  }
  const scope = scopeOf(node.word);
  const found = [...ranged(fact, scope, type, value, version), ...enumerated(node, fact, scope, value, version)];
  if (found.length === 0) good.add(value.text);
  yield* found;
}

function* ranged(fact: ParameterFact, scope: string, type: string, value: StringValue, version: string): Iterable<Report> {
  const { module, name } = fact;
  const key = name.toLowerCase();
  const range = rangeOf(module, valueScope(fact, scope), key, version);
  if (
    key === 'internalmsg.severity' &&
    !severities.includes(value.text) &&
    !Object.hasOwn(otherSeverities, value.text) &&
    !/^[0-7]$/.test(value.text)
  ) {
    yield { message: `\`${value.text}\` is no severity`, span: value.span };
  }
  if (range === undefined) return;
  // A size with a letter behind it is large enough for every range there is.
  const number =
    type === 'size' && !/^\d*$/.test(value.text) ? Number.NaN : Number.parseInt(value.text || '0', /^-?0\d/.test(value.text) ? 8 : 10);
  if (range.zeroAlone ? number === 0 : number < range.least || number > range.most) {
    const expected =
      range.most === Number.POSITIVE_INFINITY ? `a number from ${range.least} on` : `a number from ${range.least} to ${range.most}`;
    yield {
      severity: range.severity,
      message: `\`${value.text}\` is no value for \`${name}\`: ${expected} was expected`,
      span: value.span,
    };
  }
}

function* enumerated(node: ObjectNode, parameter: ParameterFact, scope: string, value: StringValue, version: string): Iterable<Report> {
  const { module, name } = parameter;
  const fact = enumerationOf(module, valueScope(parameter, scope), name.toLowerCase());
  if (fact === undefined) return;
  const found = fact.values.find((known) => (fact.exact ? known === value.text : known.toLowerCase() === value.text.toLowerCase()));
  const since = found === undefined ? undefined : fact.newer[found];
  if (found !== undefined && hasReached(version, since)) return;
  if (found !== undefined) {
    yield { message: `\`${found}\` for \`${name}\` is known since ${since}: rsyslogd ${version} refuses it`, span: value.span };
    return;
  }
  const known = fact.values.filter((candidate) => hasReached(version, fact.newer[candidate]));
  const meant = nearest(value.text, known);
  yield {
    severity: fact.checked || (fact.checkedWith !== undefined && stringOf(node, fact.checkedWith)?.text === 'on') ? 'error' : 'warning',
    message:
      `\`${value.text}\` is no value for \`${name}\`: ${known.length > 12 ? '' : `one of ${known.map((word) => `\`${word}\``).join(', ')} was expected`}${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`.replace(
        ': ;',
        ':',
      ),
    span: value.span,
    fixes: meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: value.inner, text: meant }] }],
  };
}

function booleanFix(type: string, value: StringValue): readonly Fix[] {
  if (type !== 'binary') return [];
  const meant = /^(?:on|yes|true|1|enabled?)$/i.test(value.text)
    ? 'on'
    : /^(?:off|no|false|0|disabled?)$/i.test(value.text)
      ? 'off'
      : undefined;
  return meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: value.inner, text: meant }] }];
}
