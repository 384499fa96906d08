import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { isRequired, requiredIn } from '../facts/parameter-tables.ts';
import type { Form } from '../forms.ts';
import { misspelled, parameterOf, titleOf } from '../objects.ts';
import { versionOf } from '../setting.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

export const missingParameter: LanguageRule<Tree> = {
  id: 'rsyslog-missing-parameter',
  severity: 'error',
  summary: 'An object lacks a parameter that rsyslogd insists on',
  why: 'rsyslogd reports `parameter required but not specified` (`nvlstGetParams`, grammar/rainerscript.c) and drops the whole object: the input does not listen, the action does not exist.',
  story: "An input for TCP came without its port. rsyslogd dropped it, did not listen, and the senders' queues filled one after the other.",
  bad: 'action(type="omprog")\n',
  good: 'action(type="omprog" binary="/usr/local/bin/alert")\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    for (const { node, enabled, form } of objectsOf(tree.flat, (one) => lacks(one, version))) {
      if (!enabled) continue;
      const { parameters } = form;
      for (const table of parameters.tables) {
        for (const fact of requiredIn(table)) {
          if (!isRequired(fact, version) || parameterOf(node, fact.name.toLowerCase()) !== undefined) continue;
          const slip = misspelled(node, parameters, fact.name);
          // Where all parameters are known the slip is reported as an unknown one.
          if (slip !== undefined && parameters.complete) continue;
          yield {
            message: `\`${titleOf(node)}\` needs the parameter \`${fact.name}\`${slip === undefined ? '' : `: did you mean it by \`${slip.name}\`?`}`,
            span: slip?.nameSpan ?? node.wordSpan,
            ...(slip !== undefined && {
              fixes: [{ title: `Change to \`${fact.name}\``, certain: false, edits: [{ span: slip.nameSpan, text: fact.name }] }],
            }),
          };
        }
      }
    }
  },
};

/** Whether objects of a form lack what a release insists on. */
function lacks({ names, parameters }: Form, version: string): boolean {
  return parameters.tables.some((table) =>
    requiredIn(table).some((fact) => isRequired(fact, version) && !names.has(fact.name.toLowerCase())),
  );
}
