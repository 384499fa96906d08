import { directives } from '../facts/directives.ts';
import type { DirectiveRecord } from '../facts/record.ts';
import { atLeast, forgivesUnknown, judgingVersion } from '../version.ts';
import type { LogrotateRule } from './define.ts';

const newerBy = new Map<string, readonly DirectiveRecord[]>();

/** The directives that a release does not know. */
function newerThan(version: string): readonly DirectiveRecord[] {
  const newer = newerBy.get(version) ?? directives.filter((record) => !atLeast(version, record.since));
  newerBy.set(version, newer);
  return newer;
}

export const newerDirective: LogrotateRule = {
  id: 'logrotate-newer-directive',
  severity: 'error',
  summary: 'A directive that the chosen release of logrotate does not know yet',
  why: 'To an older logrotate it is an unknown option: the line is thrown away, to 3.21 with an error.',
  story:
    'A stanza that was tested on the new release went to machines with the old one. There the line is thrown away with an error, and the logs were rotated without it.',
  bad: '/var/log/app.log {\n    ignoreduplicates\n}\n',
  good: '/var/log/app.log {\n    allowhardlink\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  exampleSettings: { logrotate: { version: '3.20' } },
  *check({ tree, settings }) {
    const version = judgingVersion(settings);
    const lenient = forgivesUnknown(settings);
    const newer = newerThan(version);
    for (const { item: directive } of newer.flatMap(({ name }) => tree.named(name))) {
      const { record } = directive;
      if (record === undefined) continue;
      yield {
        ...(lenient ? { severity: 'warning' as const } : {}),
        message:
          record.since === 'next'
            ? `\`${record.name}\` is in no release yet (the newest is 3.22): logrotate throws the line away`
            : `\`${record.name}\` came with logrotate ${record.since}; ${version} throws the line away`,
        span: directive.name.span,
      };
    }
  },
};
