import { properties } from '../facts/names.ts';
import { readPropertyFilter } from '../syntax/property-filter.ts';
import { quotedInExpression } from './quoted.ts';

/** Properties that are numbers in an expression and texts in a filter. */
const numbers = new Set(['syslogseverity', 'syslogfacility', 'syslogpriority']);
const operators: Readonly<Record<string, string>> = {
  contains: 'contains',
  contains_i: 'contains_i',
  startswith: 'startswith',
  startswith_i: 'startswith_i',
  endswith: 'endswith',
};

/**
 * `:property, comparison, "value"` as an expression, or why it cannot be one. A backslash in the value takes the next character as it is
 * (`parsQuotedCStr`, runtime/parse.c); `ereregex` is what `re_match()` compiles, `regex` is another language.
 */
export function conditionOf(text: string): string | { readonly reason: string } {
  const parts = readPropertyFilter(text.trim(), 0);
  if (parts === undefined) return { reason: 'this filter is not written as rsyslogd reads it' };
  const value = parts.value.replace(/\\([\s\S])/g, '$1');
  const name = parts.property.toLowerCase();
  if (numbers.has(name)) return { reason: `\`${parts.property}\` is compared as a text by this filter and as a number by \`if\`` };
  const custom = /^\$?[!./]/.test(parts.property);
  if (!custom && !properties.has(name)) return { reason: `\`${parts.property}\` is no property` };
  const variable = custom ? `$${parts.property.replace(/^\$/, '')}` : `$${name}`;
  const comparison = parts.comparison.toLowerCase();
  const operator = operators[comparison];
  const wrap = (expression: string): string => (parts.negated ? `not (${expression})` : expression);
  if (operator !== undefined) return wrap(`${variable} ${operator} ${quotedInExpression(value)}`);
  if (comparison === 'isequal') return `${variable} ${parts.negated ? '!=' : '=='} ${quotedInExpression(value)}`;
  if (comparison === 'isempty') return `${variable} ${parts.negated ? '!=' : '=='} ""`;
  if (comparison === 'ereregex') return wrap(`re_match(${variable}, ${quotedInExpression(value)})`);
  if (comparison === 'regex') {
    // A basic expression without a sign that means another thing in an extended one.
    if (
      !/^[\w \-:@/<>=,;!#%&~"'.^$*[\]]*$/.test(value) ||
      /\[[^\]]*$/.test(value) ||
      /^\*|[\^]\*|\*\*/.test(value) ||
      /.\^|\$./.test(value.replace(/\[[^\]]*\]/g, 'x'))
    )
      return { reason: '`regex` takes basic regular expressions, `re_match()` extended ones: this one may mean something else there' };
    return wrap(`re_match(${variable}, ${quotedInExpression(value)})`);
  }
  return { reason: `\`${parts.comparison}\` is no comparison` };
}
