import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { facilities, otherFacilities, otherSeverities, severities } from '../facts/names.ts';
import { hasReached } from '../facts/version.ts';
import { versionOf } from '../setting.ts';
import { readSelector, type SelectorPart } from '../syntax/selector.ts';
import type { Tree } from '../syntax/tree.ts';

const facilityNames = new Set([...facilities.filter((name) => name !== ''), ...otherFacilities]);
const severityNames = new Set([...severities, ...Object.keys(otherSeverities), 'none', '*']);

export const selector: LanguageRule<Tree> = {
  id: 'rsyslog-selector',
  severity: 'error',
  summary: 'A selector names a facility or severity that rsyslogd does not know',
  why: 'rsyslogd reports `unknown facility name` or `unknown priority name` (`DecodePRIFilter`, runtime/conf.c) and the rule no longer selects what its author meant. A numeric severity is taken; a number as facility is taken for something else than the facility of that number.',
  story:
    '`auht.*` selected nothing, and one line in the journal said so. The file that the intrusion detection reads was empty for a year.',
  bad: 'mial.info /var/log/mail\n',
  good: 'mail.info;news.!=err /var/log/mail\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    for (const filter of tree.flat.filters) {
      if (filter.kind !== 'selector') continue;
      for (const part of readSelector(filter.text, filter.filterSpan.end - filter.text.length)) yield* partTrouble(part, version);
    }
    for (const expression of tree.flat.expressions) {
      if (expression.kind !== 'function' || expression.name !== 'prifilt') continue;
      const argument = expression.arguments[0];
      if (
        argument?.kind !== 'string' ||
        argument.text !== argument.text.trim() ||
        argument.inner.end - argument.inner.start !== argument.text.length
      )
        continue;
      for (const part of readSelector(argument.text, argument.inner.start)) yield* partTrouble(part, version);
    }
  },
};

function* partTrouble({ facilities: named, severity }: SelectorPart, version: string): Iterable<Report> {
  const level = severity.text.toLowerCase();
  if (/^[0-9]/.test(level)) {
    // Until 8.2602 what stands behind the digits was passed over.
    const refused = !/^[0-9]+$/.test(level) && hasReached(version, '8.2604');
    if (!/^[0-7]$/.test(level))
      yield {
        severity: refused ? 'error' : 'warning',
        message: `\`${severity.text}\` is no severity: they go from 0 (\`emerg\`) to 7 (\`debug\`)`,
        span: severity.span,
      };
  } else if (!severityNames.has(level)) {
    const meant = nearest(level, severityNames);
    yield {
      message:
        severity.text === ''
          ? 'A severity is missing behind the facility: `facility.severity`'
          : `\`${severity.text}\` is no severity${meant === undefined ? `: one of ${severities.map((name) => `\`${name}\``).join(', ')}, \`none\` or \`*\` was expected` : `: did you mean \`${meant}\`?`}`,
      span: severity.text === '' ? (named.at(-1)?.span ?? severity.span) : severity.span,
      fixes:
        meant === undefined || severity.text === ''
          ? []
          : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: severity.span, text: meant }] }],
    };
  }
  for (const facility of named) {
    const name = facility.text.toLowerCase();
    if (name.startsWith('*') || facilityNames.has(name)) continue;
    if (/^[0-9]/.test(name)) {
      yield {
        severity: 'warning',
        message: `A facility cannot be given as a number: \`${facility.text}\` does not mean facility ${facility.text}`,
        span: facility.span,
      };
      continue;
    }
    const meant = nearest(name, facilityNames);
    yield {
      message: `\`${facility.text}\` is no facility${meant === undefined ? '' : `: did you mean \`${meant}\`?`}`,
      span: facility.span,
      fixes:
        meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: facility.span, text: meant }] }],
    };
  }
}
