import type { Report } from '../../../rule.ts';
import { inheritedSettings } from '../inherited-settings.ts';
import type { InForce } from '../tree.ts';
import { inStanzas } from './alike.ts';
import type { LogrotateRule } from './define.ts';

/** What each stanza should say, or a file that includes it, with what happens else. */
const basics: readonly {
  readonly slot: string;
  readonly directive: string;
  readonly unset: string;
  readonly then: string;
  readonly serious: boolean;
}[] = [
  {
    slot: 'rotate',
    directive: 'rotate 4',
    unset: '`rotate` is not set',
    then: 'no old log is kept, what is rotated is removed at once',
    serious: true,
  },
  {
    slot: 'criterium',
    directive: 'weekly',
    unset: 'No frequency and no `size` is set',
    then: 'the log is rotated when it is larger than 1 MiB',
    serious: false,
  },
  {
    slot: 'missingok',
    directive: 'missingok',
    unset: '`missingok` is not set',
    then: 'a log that is not there is an error',
    serious: false,
  },
  {
    slot: 'ifempty',
    directive: 'notifempty',
    unset: '`notifempty` is not set',
    then: 'an empty log is rotated too, and an old one removed for it',
    serious: false,
  },
];

export const missingBasics: LogrotateRule = {
  id: 'logrotate-missing-basics',
  severity: 'hint',
  summary: 'A stanza does not say how many logs are kept, how often, or what of missing and empty logs',
  why: 'The defaults of logrotate (config.c, readAllConfigPaths) are `rotate 0`, `size 1M`, `nomissingok`, `ifempty`. What a file of `/etc/logrotate.d` does not say, `logrotate.conf` may.',
  story:
    "A stanza said `weekly` and nothing else. Its default is `rotate 0`: the week's log was deleted each Sunday, two hours before somebody came to read it.",
  bad: '/var/log/app.log {\n    rotate 7\n    daily\n}\n',
  good: '/var/log/app.log {\n    rotate 7\n    daily\n    missingok\n    notifempty\n}\n',
  *check({ tree, text, facts, closed }) {
    const elsewhere = inheritedSettings(facts);
    yield* inStanzas(tree, (scope) => missing(scope, text, elsewhere, closed));
  },
};

function* missing(scope: InForce, text: string, elsewhere: ReadonlyMap<string, unknown>, closed: boolean): Iterable<Report> {
  const { stanza } = scope;
  if (stanza.open === undefined) return;
  const first = stanza.items.find((item) => item.kind === 'directive');
  for (const basic of basics) {
    if (scope.get(basic.slot) !== undefined || elsewhere.has(basic.slot)) continue;
    // A stanza may get these from logrotate.conf; the two flags are as often left out on purpose.
    const severity = basic.serious && closed ? ('warning' as const) : ('hint' as const);
    const line = text.lastIndexOf('\n', (first?.span.start ?? 0) - 1) + 1;
    const indent = first === undefined ? '    ' : text.slice(line, first.span.start);
    const own = first !== undefined && /^[ \t]*$/.test(indent);
    const fixes =
      own && basic.slot !== 'rotate' && basic.slot !== 'criterium'
        ? [
            {
              title: `Add \`${basic.directive}\``,
              certain: false,
              edits: [{ span: { start: line, end: line }, text: `${indent}${basic.directive}\n` }],
            },
          ]
        : [];
    const message = closed
      ? `${basic.unset}: ${basic.then}`
      : `${basic.unset} here: unless the file that includes this one sets it, ${basic.then}`;
    yield { severity, message, span: stanza.header, fixes };
  }
}
