import { descriptionOf } from '../facts/descriptions.ts';
import { enumerationOf } from '../facts/enumerations.ts';
import type { ModuleFact } from '../facts/modules.ts';
import type { ParameterFact } from '../facts/parameter-tables.ts';
import { hasReached } from '../facts/version.ts';

const typeNames: Readonly<Record<string, string>> = {
  array: 'one text or a list',
  binary: '`on` or `off`',
  facility: 'a facility',
  mode: 'a file mode such as `0640`',
  group: 'the name of a group',
  user: 'the name of a user',
  character: 'one character',
  word: 'a word without blanks',
  integer: 'a whole number',
  'non-negative': 'a whole number from 0 on',
  positive: 'a whole number from 1 on',
  'queue-type': 'a queue type',
  severity: 'a severity',
  size: 'a size such as `10m`',
  string: 'a text',
  gone: 'nothing any more',
  handler: 'a value of its own form',
};

/** A parameter as Markdown: what it does, its values, default, since when, which module. */
export function parameterMarkdown(fact: ParameterFact, scope: string, version: string): string {
  const name = fact.name.toLowerCase();
  const about = descriptionOf(fact.module, name);
  const enumeration = enumerationOf(fact.module, fact.module === 'core' && name.startsWith('queue.') ? 'queue' : scope, name);
  const values = enumeration?.values
    .filter((value) => hasReached(version, enumeration.newer[value]))
    .map((value) => `\`${value}\``)
    .join(', ');
  const lines = [
    `**${fact.name}**${about === undefined ? '' : `: ${about.text}`}`,
    `Value: ${values ?? typeNames[fact.type] ?? fact.type}`,
  ];
  if (about?.default !== undefined) lines.push(`Default: \`${about.default}\``);
  if (fact.required) lines.push('Required');
  if (fact.deprecated) lines.push('Deprecated');
  if (fact.since !== undefined) lines.push(`Since ${fact.since}`);
  if (fact.until !== undefined) lines.push(`Gone since ${fact.until}`);
  lines.push(fact.module === 'core' ? 'Of rsyslog itself' : `Of the module \`${fact.module}\``);
  return lines.join('\n\n');
}

/** A module in a sentence. */
export function moduleMarkdown(fact: ModuleFact): string {
  const kinds: Readonly<Record<string, string>> = {
    input: 'receives messages',
    output: 'writes or sends messages',
    message: 'changes messages',
    parser: 'parses received messages',
    strgen: 'generates text for templates',
    function: 'brings functions',
    lib: 'is a library that rsyslogd loads itself',
  };
  return [
    `**${fact.name}** ${kinds[fact.kind] ?? ''}`,
    fact.builtin ? 'Built in' : fact.packaged ? 'Packaged by Debian' : 'In no package of Debian',
    ...(fact.since === undefined ? [] : [`Since ${fact.since}`]),
  ].join('\n\n');
}
