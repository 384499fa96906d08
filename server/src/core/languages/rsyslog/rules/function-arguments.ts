import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { touches } from '../../../text/span.ts';
import { functions } from '../facts/functions.ts';
import { hasReached } from '../facts/version.ts';
import { versionOf } from '../setting.ts';
import type { Tree } from '../syntax/tree.ts';
import { expressionTrouble } from '../regular-expression.ts';

/** Which argument, from 0, must be a constant text (the functions' initFunc in grammar/rainerscript.c). */
const constants: Readonly<Record<string, { readonly index: number; readonly checked: boolean }>> = {
  re_match: { index: 1, checked: true },
  re_match_i: { index: 1, checked: true },
  re_extract: { index: 1, checked: true },
  re_extract_i: { index: 1, checked: true },
  lookup: { index: 0, checked: true },
  dyn_inc: { index: 0, checked: true },
  percentile_observe: { index: 0, checked: true },
  exec_template: { index: 0, checked: true },
  prifilt: { index: 0, checked: true },
};

export const functionArguments: LanguageRule<Tree> = {
  id: 'rsyslog-function-arguments',
  severity: 'error',
  summary: 'A function gets too many or too few arguments, one that must be constant is not, or a regular expression does not compile',
  why: 'rsyslogd counts the arguments when it reads the file (`funcName2Ptr`, grammar/rainerscript.c), looks up tables and templates by constant names and compiles regular expressions then; a call that fails there makes the file invalid.',
  story:
    '`re_extract()` was called without its last argument. The whole file was invalid, and after the restart only the defaults were in force.',
  bad: 'if re_match($msg, "a(") then stop\nif strlen($msg, "x") > 1 then stop\n',
  good: 'if re_match($msg, "a[0-9]+") then stop\n',
  *check({ tree, settings, parsed }): Iterable<Report> {
    const version = versionOf(settings);
    for (const expression of tree.flat.expressions) {
      if (expression.kind !== 'function') continue;
      const fact = functions.get(expression.name);
      if (fact === undefined || !hasReached(version, fact.since)) continue;
      // What the parser stumbled over in it has taken arguments with it.
      if (parsed.problems.some(({ span }) => touches(expression.span, span.start))) continue;
      const count = expression.arguments.length;
      const most = fact.parameters.length;
      const least = most - fact.optional;
      if (count < least || count > most) {
        yield {
          message: `\`${fact.name}(${fact.parameters.join(', ')})\` takes ${least === most ? most : `${least} to ${most}`} ${most === 1 ? 'argument' : 'arguments'}, not ${count}`,
          span: expression.span,
        };
        continue;
      }
      const rule = constants[fact.name];
      const argument = rule === undefined ? undefined : expression.arguments[rule.index];
      if (argument === undefined) continue;
      if (argument.kind !== 'string') {
        if (argument.kind !== 'missing')
          yield { message: `Argument ${(rule?.index ?? 0) + 1} of \`${fact.name}()\` must be a constant text`, span: argument.span };
        continue;
      }
      if (!fact.name.startsWith('re_') || argument.quote === '`') continue;
      const trouble = expressionTrouble(argument.text, 'extended');
      if (trouble !== undefined) yield { message: `This regular expression does not compile: ${trouble}`, span: argument.span };
    }
  },
};
