import type { OptionRecord } from '../facts/option-record.ts';
import type { Dialect } from '../tree.ts';
import { valueLabel } from './value-label.ts';

/** What a person should know of an option, as Markdown. */
export function optionMarkdown(record: OptionRecord, dialect: Dialect): string {
  const { name, value, doc, from, see, dialects, methods, many, deprecated } = record;
  const lines = [`\`${name}\` ${valueLabel(value)}`, '', `${doc}.`];
  if (record.default !== undefined) lines.push('', `Default: ${record.default}.`);
  if (methods !== undefined) lines.push('', `Read by ${methods.map((method) => `\`${method}\``).join(', ')}.`);
  if (many === true) lines.push('', 'May stand several times in a stanza.');
  if (deprecated !== undefined) lines.push('', `Out of date; use ${deprecated}.`);
  if (!dialects.includes(dialect)) lines.push('', `Known to ${dialects.join(', ')}, not to ${dialect}.`);
  lines.push('', `${from}: ${see}`);
  return lines.join('\n');
}
