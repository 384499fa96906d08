import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { stringOf } from '../objects.ts';
import { propertyTrouble } from '../properties.ts';
import { versionOf } from '../setting.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

export const unknownProperty: LanguageRule<Tree> = {
  id: 'rsyslog-unknown-property',
  severity: 'error',
  summary: 'An expression or a list template names a message property that does not exist, or `set` changes what is no variable',
  why: 'rsyslogd refuses a property that it does not know (`msgPropDescrFill`, runtime/msg.c). In an expression system properties such as `$now` are written with a second sign, `$$now`. Only variables (`$!name`, `$.name`, `$/name`) can be set.',
  story: '`$fromhostip` lacks its dash. rsyslogd refused the expression, and messages of all customers went into one file.',
  bad: 'if $mgs contains "error" then stop\n',
  good: 'if $msg contains "error" then set $.seen = "yes";\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    const targets = new Set(tree.flat.sets.map(({ variable }) => variable));
    for (const expression of tree.flat.expressions) {
      if (expression.kind !== 'variable') continue;
      if (targets.has(expression)) {
        if (!/^[!./]/.test(expression.name))
          yield { message: `\`$${expression.name}\` cannot be set: only \`$!name\`, \`$.name\` and \`$/name\` can`, span: expression.span };
        continue;
      }
      const trouble = propertyTrouble(expression.name, version);
      if (trouble === undefined) continue;
      yield {
        message: trouble.message
          .replace(`\`${expression.name}\``, `\`$${expression.name}\``)
          .replace(`mean \`${trouble.meant}\``, `mean \`$${trouble.meant}\``),
        span: expression.span,
        fixes:
          trouble.meant === undefined
            ? []
            : [{ title: `Change to \`$${trouble.meant}\``, certain: false, edits: [{ span: expression.span, text: `$${trouble.meant}` }] }],
      };
    }
    for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => word === 'property')) {
      if (!enabled) continue;
      const value = stringOf(node, 'name');
      if (value === undefined || value.quote === '`') continue;
      const trouble = propertyTrouble(value.text, version);
      if (trouble === undefined) continue;
      yield {
        message: trouble.message,
        span: value.span,
        fixes:
          trouble.meant === undefined
            ? []
            : [{ title: `Change to \`${trouble.meant}\``, certain: false, edits: [{ span: value.inner, text: trouble.meant }] }],
      };
    }
  },
};
