import { atLeast, judgingVersion } from '../version.ts';
import { inDirectives } from './alike.ts';
import type { LogrotateRule } from './define.ts';

/** config.c, isolateValue: "argument expected after". */
/** The kinds of argument that must not be missing, but for those with a rule of their own. */
const needy = ['size', 'count', 'path', 'include', 'address', 'arguments', 'patterns', 'text'] as const;

export const missingValue: LogrotateRule = {
  id: 'logrotate-missing-value',
  severity: 'error',
  summary: 'A directive that needs a value has none',
  why: 'logrotate says "argument expected" and leaves out the stanza or the rest of the file (`rotate`, `start`, `mail`, `include` ...), or only the line (`size`, `dateformat`, `tabooext`).',
  story:
    '`rotate` was left without its number while somebody looked up how many weeks the law asks for. The stanza was out of force until the next person opened the file.',
  bad: '/var/log/app.log {\n    rotate\n}\n',
  good: '/var/log/app.log {\n    rotate 5\n    daily\n    missingok\n    notifempty\n}\n',
  *check({ tree, text, settings }) {
    const version = judgingVersion(settings);
    yield* inDirectives(tree, needy, function* ({ item: directive }) {
      if (directive.value !== undefined) return;
      const record = directive.record;
      if (record?.usage === undefined || !atLeast(version, record.since)) return;
      if (record.argument === 'arguments') {
        yield { message: '`compressoptions` needs options behind it; logrotate refuses an empty list', span: directive.name.span };
        return;
      }
      if (directive.atEnd === true) return;
      yield {
        ...(directive.blanksAtEnd === true || readAsNothing(text, directive.span.end) ? { severity: 'warning' as const } : {}),
        message: `\`${record.name}\` needs a value: \`${record.name} ${record.usage}\``,
        span: directive.name.span,
      };
    });
  },
};

/** Whether a carriage return stands where the value should: the daemon takes it for an empty value, a 0. */
function readAsNothing(text: string, from: number): boolean {
  return /^[ \t]*[\r\v\f]/.test(text.slice(from, from + 64));
}
