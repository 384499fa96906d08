import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { isKnown, parameterTable } from '../facts/parameter-tables.ts';
import type { Form } from '../forms.ts';
import { parameterFact, type Parameters, titleOf } from '../objects.ts';
import { versionOf } from '../setting.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

export const unknownParameter: LanguageRule<Tree> = {
  id: 'rsyslog-unknown-parameter',
  severity: 'error',
  summary: 'An object has a parameter that rsyslogd does not know, or not in this version',
  why: 'rsyslogd reports `parameter not known` (`nvlstChkUnused`, grammar/rainerscript.c), ignores the parameter and treats the configuration as faulty. What the parameter was to do does not happen. An object that fails for another reason hides its unknown parameters from rsyslogd; they are reported here all the same.',
  story:
    "`queue.filname` was ignored with a line in the journal. The queue that was to survive the weekend lived in memory and died with the Friday's restart.",
  bad: 'action(type="omfile" fiel="/var/log/x")\n',
  good: 'action(type="omfile" file="/var/log/x")\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    for (const { node, enabled, form } of objectsOf(tree.flat, (one) => !areKnown(one, version))) {
      if (!enabled) continue;
      const { parameters } = form;
      for (const parameter of node.parameters) {
        if (parameter.name === 'config.enabled') continue;
        const fact = parameterFact(parameters, parameter.name);
        if (fact !== undefined) {
          if (isKnownTo(parameters, parameter.name, version)) continue;
          const when = fact.until !== undefined ? `gone since ${fact.until}` : `known since ${fact.since}`;
          yield { message: `\`${fact.name}\` is ${when}: rsyslogd ${version} does not know it`, span: parameter.nameSpan };
          continue;
        }
        if (!parameters.complete) continue;
        const names = parameters.tables.flatMap((table) =>
          [...table.values()].filter((known) => isKnown(known, version)).map(({ name }) => name),
        );
        const meant =
          nearest(
            parameter.name,
            names.filter((name) => !node.parameters.some((other) => other.name === name.toLowerCase())),
          ) ?? nearest(parameter.name, names);
        const elsewhere =
          node.word === 'input' && parameterTable(parameters.tables[0]?.values().next().value?.module ?? '', 'module').has(parameter.name);
        const hint = elsewhere ? '; it is one of `module()`' : meant === undefined ? '' : `: did you mean \`${meant}\`?`;
        yield {
          message: `\`${titleOf(node)}\` has no parameter \`${parameter.name}\`${hint}`,
          span: parameter.nameSpan,
          ...(meant !== undefined &&
            !elsewhere && {
              fixes: [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: parameter.nameSpan, text: meant }] }],
            }),
        };
      }
    }
  },
};

/** Whether a release knows all that stands in objects of a form. */
function areKnown({ names, parameters }: Form, version: string): boolean {
  for (const name of names)
    if (
      name !== 'config.enabled' &&
      (parameters.complete || parameterFact(parameters, name) !== undefined) &&
      !isKnownTo(parameters, name, version)
    )
      return false;
  return true;
}

function isKnownTo({ tables }: Parameters, name: string, version: string): boolean {
  return tables.some((table) => {
    const fact = table.get(name);
    return fact !== undefined && isKnown(fact, version);
  });
}
