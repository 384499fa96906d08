import { directives } from '../facts/directives.ts';
import { type LogrotateRule, removeLine } from './define.ts';

const deprecated = directives.filter((record) => record.deprecated !== undefined).map(({ name }) => name);

export const deprecatedDirective: LogrotateRule = {
  id: 'logrotate-deprecated-directive',
  severity: 'warning',
  summary: 'A directive that is not used any more',
  why: '`errors` only makes logrotate warn that it is deprecated (config.c, readConfigFile); an address behind it is read as a directive of its own.',
  story:
    "`errors ops@example.com` came from a book. The address was read as a directive of its own, and there was an error mail's worth of noise but never the mail.",
  bad: 'errors\n',
  good: 'mail root@localhost\n',
  *check({ tree, text }) {
    for (const { item: directive } of deprecated.flatMap((name) => tree.named(name))) {
      const reason = directive.record?.deprecated;
      if (reason === undefined) continue;
      yield {
        message: `\`${directive.name.text}\` does nothing any more: ${reason}`,
        span: directive.name.span,
        tags: ['deprecated'],
        fixes: [removeLine(text, directive, true)],
      };
    }
  },
};
