import type { FeatureContext, Hover } from '../../../language.ts';
import { touches } from '../../../text/span.ts';
import { describeBytes } from '../../values/byte-size.ts';
import { readCInteger } from '../../values/c-integer.ts';
import { readOctalMode, symbolicMode } from '../../values/octal-mode.ts';
import { inheritedSettings } from '../inherited-settings.ts';
import { readOwnership } from '../ownership.ts';
import { readSize } from '../size-value.ts';
import { slotOf } from '../setting-slots.ts';
import type { Directive, LogrotateTree, Stanza } from '../tree.ts';
import { judgingVersion } from '../version.ts';
import { describeDirective } from './describe.ts';
import { retention } from './retention.ts';

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'each seven days, whatever the weekday'];
const dates: Readonly<Record<string, string>> = {
  Y: 'year',
  m: 'month',
  d: 'day',
  H: 'hour',
  M: 'minute',
  S: 'second',
  V: 'ISO week',
  s: 'seconds since 1970',
  z: 'time zone',
};

/** What is known of the directive, value or log name at the caret. */
export function hover(context: FeatureContext<LogrotateTree>): Hover | undefined {
  const { tree, offset } = context;
  for (const stanza of tree.stanzas) {
    const log = stanza.logs.find((one) => touches(one.span, offset));
    if (log !== undefined) return { span: log.span, markdown: describeLog(context, stanza, log.text) };
  }
  for (const { item: directive, stanza } of tree.directives) {
    if (!touches(directive.span, offset)) continue;
    const record = directive.record;
    if (touches(directive.name.span, offset)) {
      return record === undefined ? undefined : { span: directive.name.span, markdown: describeDirective(record) };
    }
    if (directive.script?.end !== undefined && touches(directive.script.end, offset)) {
      return {
        span: directive.script.end,
        markdown: `Ends the script of \`${directive.name.text}\`. It must be the first word of its line.`,
      };
    }
    const value = directive.value;
    if (value === undefined || !touches(value.span, offset)) continue;
    const markdown = describeValue(context, directive, stanza);
    return markdown === undefined ? undefined : { span: value.span, markdown };
  }
  return undefined;
}

function describeLog({ tree, facts }: FeatureContext<LogrotateTree>, stanza: Stanza, name: string): string {
  const lines = [/[*?[]/.test(name) ? `Pattern of logs: \`${name}\`` : `Log \`${name}\``];
  const scope = tree.inForce.find((one) => one.stanza === stanza);
  if (scope === undefined) return lines.join('\n\n');
  const inherited = inheritedSettings(facts);
  const often = scope.get('criterium');
  const directive = often?.name.text ?? inherited.get('criterium')?.directive;
  const value = often === undefined ? inherited.get('criterium')?.value : often.value?.text;
  const keeps = retention(scope, inherited);
  if (directive !== undefined) lines.push(`Rotated: \`${directive}${value === undefined ? '' : ` ${value}`}\``);
  if (keeps !== undefined) lines.push(`Keeps: ${keeps}`);
  const above = [...scope.inherited.values()].filter((one) => scope.get(slotOf(one.name.text) ?? '') === one).map(written);
  if (above.length > 0) lines.push(`From above in this file: ${above.join(', ')}`);
  const byFile = new Map<string, string[]>();
  for (const [slot, one] of inherited) {
    if (scope.get(slot) !== undefined) continue;
    byFile.set(one.file, [...(byFile.get(one.file) ?? []), `\`${one.directive}${one.value === undefined ? '' : ` ${one.value}`}\``]);
  }
  for (const [file, settings] of byFile) lines.push(`From \`${file.slice(file.lastIndexOf('/') + 1)}\`: ${settings.join(', ')}`);
  return lines.join('\n\n');
}

function written({ name, value }: Directive): string {
  return `\`${name.text}${value === undefined ? '' : ` ${value.text}`}\``;
}

function describeValue(context: FeatureContext<LogrotateTree>, directive: Directive, stanza: Stanza | undefined): string | undefined {
  const { value } = directive;
  if (value === undefined) return undefined;
  const { text } = value;
  const version = judgingVersion(context.settings);
  switch (directive.record?.argument) {
    case 'size': {
      const size = readSize(text);
      return size.bytes === undefined ? undefined : `${describeBytes(size.bytes)} (${size.bytes} bytes)`;
    }
    case 'weekday':
      return days[Number(text)];
    case 'count': {
      const read = readCInteger(text);
      if (read.length !== text.length) return undefined;
      const number = read.base === 10 ? '' : `${read.value} (${read.base === 8 ? 'octal' : 'hexadecimal'})`;
      const scope = directive.name.text === 'rotate' ? context.tree.inForce.find((one) => one.stanza === stanza) : undefined;
      const keeps = scope === undefined ? undefined : retention(scope, inheritedSettings(context.facts));
      const parts = [number, keeps === undefined ? '' : `Keeps ${keeps}`].filter((part) => part !== '');
      return parts.length === 0 ? undefined : parts.join('\n\n');
    }
    case 'ownership':
    case 'account': {
      const { mode, user, group } = readOwnership(value, version, directive.name.text === 'su');
      const bits = mode === undefined ? undefined : readOctalMode(mode.text);
      const parts = [
        mode === undefined || bits === undefined ? '' : `Mode \`${mode.text}\`: \`${symbolicMode(bits)}\``,
        user === undefined ? '' : `User \`${user.text}\``,
        group === undefined ? '' : `Group \`${group.text}\``,
      ].filter((part) => part !== '');
      return parts.length === 0 ? undefined : parts.join('\n\n');
    }
    case 'text': {
      if (directive.name.text !== 'dateformat') return undefined;
      const parts = [...text.matchAll(/%(.)/g)].map(([word, letter]) => `- \`${word}\`: ${dates[letter as string] ?? 'stays as it is'}`);
      return parts.length === 0 ? undefined : [...new Set(parts)].join('\n');
    }
    default:
      return undefined;
  }
}
