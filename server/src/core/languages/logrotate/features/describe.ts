import type { DirectiveRecord } from '../facts/record.ts';

/** A directive as Markdown: what it does, its argument, default, first release, what goes with it and against it, and where to read on. */
export function describeDirective(record: DirectiveRecord): string {
  const words = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
  const lines = [`**${record.name}**${record.usage === undefined ? '' : ` *${record.usage}*`}`, record.summary];
  const facts: string[] = [];
  if (record.default !== undefined) facts.push(`Default: ${/[`,]|the /.test(record.default) ? record.default : `\`${record.default}\``}`);
  if (record.opposite !== undefined) facts.push(`Taken back by ${words([record.opposite])}`);
  if (record.conflicts !== undefined) facts.push(`Not together with ${words(record.conflicts)}`);
  if (record.with !== undefined) facts.push(`See also ${words(record.with)}`);
  if (record.globalOnly === true) facts.push('Only at top level, not inside of a stanza');
  if (record.deprecated !== undefined) facts.push(`Deprecated: ${record.deprecated}`);
  facts.push(
    record.since === 'next'
      ? 'In no release yet (sources after 3.22)'
      : record.since === '1.0'
        ? 'In every release'
        : `Since ${record.since}`,
  );
  lines.push(facts.map((fact) => `- ${fact}`).join('\n'), `logrotate(8), ${record.section}`);
  return lines.join('\n\n');
}
