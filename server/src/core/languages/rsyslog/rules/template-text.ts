import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { propertyTrouble } from '../properties.ts';
import { expressionTrouble } from '../regular-expression.ts';
import { replacerOptions } from '../facts/replacer-options.ts';
import { hasReached } from '../facts/version.ts';
import { versionOf } from '../setting.ts';
import type { Replacer } from '../syntax/replacer.ts';
import { replacersOf } from '../templates.ts';
import type { Tree } from '../syntax/tree.ts';

export const templateText: LanguageRule<Tree> = {
  id: 'rsyslog-template-text',
  severity: 'error',
  summary: 'A property replacer in a template is wrong: an unknown property or option, a bad regular expression',
  why: 'rsyslogd refuses a template with an unknown property (`do_Parameter`, runtime/template.c) and complains about an option it does not know (`doOptions`). A regular expression that does not compile it takes in silence and writes an error text into each message; that is a warning here, as is a `%` that nothing closes.',
  story:
    '`%timegenerate%` lacks a letter. The template was refused, its action dropped, and the file that it wrote simply stopped growing.',
  bad: 'template(name="t" type="string" string="%mgs%\\n")\n',
  good: 'template(name="t" type="string" string="%timestamp:::date-rfc3339% %msg%\\n")\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    for (const template of tree.names.templates) {
      if (template.text === undefined || template.toSource === undefined) continue;
      for (const replacer of replacersOf(template)) {
        const trouble = propertyTrouble(replacer.property, version);
        if (trouble !== undefined) {
          yield {
            message:
              replacer.property === ''
                ? '`%%` holds no property; a percent sign itself is written `\\%`, and only in a `$template`'
                : trouble.message,
            span: template.toSource(replacer.property === '' ? replacer.span : replacer.propertySpan),
            fixes:
              trouble.meant === undefined
                ? []
                : [
                    {
                      title: `Change to \`${trouble.meant}\``,
                      certain: false,
                      edits: [{ span: template.toSource(replacer.propertySpan), text: trouble.meant }],
                    },
                  ],
          };
        } else if (!replacer.closed) {
          yield {
            // In a `$template` the closing quote becomes part of the property's name or of an option.
            severity: quoteIsTaken(template.node.kind, replacer) ? 'error' : 'warning',
            message: 'This property is not closed: `%` was expected behind it',
            span: template.toSource(replacer.span),
          };
        }
        for (const { message, span } of replacer.troubles)
          yield { message, span: template.toSource(span), severity: /no end/.test(message) ? 'warning' : 'error' };
        for (const option of replacer.options) {
          const since = replacerOptions[option.text.toLowerCase()];
          if (since !== undefined && hasReached(version, since)) continue;
          const meant = since === undefined ? nearest(option.text, Object.keys(replacerOptions)) : undefined;
          yield {
            message:
              since === undefined
                ? `\`${option.text}\` is no option of the property replacer${meant === undefined ? '' : `: did you mean \`${meant}\`?`}`
                : `The option \`${option.text}\` is known since ${since}: rsyslogd ${version} does not know it`,
            span: template.toSource(option.span),
            fixes:
              meant === undefined
                ? []
                : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: template.toSource(option.span), text: meant }] }],
          };
        }
        const formats = replacer.options.filter(({ text }) => /^(?:csv|jsonf?r?)$/i.test(text));
        if (formats.length > 1)
          yield {
            message: `${formats.map(({ text }) => `\`${text}\``).join(' and ')} exclude each other`,
            span: template.toSource(formats[1]?.span ?? replacer.span),
          };
        const broken = replacer.regex === undefined ? undefined : expressionTrouble(replacer.regex.text, replacer.regex.kind);
        if (replacer.regex !== undefined && broken !== undefined) {
          yield {
            severity: 'warning',
            message: `This regular expression does not compile: ${broken}`,
            span: template.toSource(replacer.regex.span),
          };
        }
      }
    }
  },
};

/** Whether rsyslogd refuses an unclosed replacer, as the quote that ends a `$template` makes its property or option unknown. */
function quoteIsTaken(kind: string, { takesMore, options, property, propertySpan, span }: Replacer): boolean {
  if (kind !== 'directive' || !takesMore) return false;
  return options.length > 0 || propertySpan.end < span.end || !/^\$?[!./]/.test(property);
}
