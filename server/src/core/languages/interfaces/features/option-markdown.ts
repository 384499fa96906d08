import type { OptionRecord } from '../facts/option-record.ts';
import { relationsOf } from '../facts/relations.ts';
import { sinceOf } from '../facts/since.ts';
import type { Dialect } from '../tree.ts';
import { valueLabel } from './value-label.ts';

/** What a person should know of an option, as Markdown: what it does, its value, default and relatives, since when, who reads it, and where that is written. */
export function optionMarkdown(record: OptionRecord, dialect: Dialect): string {
  const { name, value, doc, from, see, dialects, methods, many, deprecated } = record;
  const lines = [`\`${name}\` ${valueLabel(value)}`, '', `${doc}.`];
  if (record.default !== undefined) lines.push('', `Default: ${record.default}.`);
  if (methods !== undefined) lines.push('', `Read by ${methods.map((method) => `\`${method}\``).join(', ')}.`);
  if (many === true) lines.push('', 'May stand several times in a stanza.');
  for (const relation of relationsOf(name)) lines.push('', `${relation}.`);
  if (deprecated !== undefined) lines.push('', `Out of date; use ${deprecated}.`);
  if (!dialects.includes(dialect)) lines.push('', `Known to ${dialects.join(', ')}, not to ${dialect}.`);
  const families = [...new Set(methods?.map((method) => method.slice(0, method.indexOf(' ')).toUpperCase()))];
  const section = families.length === 0 ? 'IFACE OPTIONS' : `${families.join(' and ')} ADDRESS FAMILY`;
  const since = from === 'ifupdown' ? sinceOf(name) : undefined;
  lines.push('', `${from}${since === undefined ? '' : `, since ${since}`}: ${see}${from === 'ifupdown' ? `, ${section}` : ''}`);
  return lines.join('\n');
}
