import type { Report } from '../../../rule.ts';
import { dialectOf } from '../dialect.ts';
import { families } from '../facts/families.ts';
import { optionNamed } from '../facts/option-named.ts';
import { blanksBefore } from '../read/blanks-before.ts';
import { stanzaKind } from '../read/stanzas.ts';
import type { Dialect, Line } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

/** First words that no continued command begins with. */
const clear: readonly string[] = [
  'up',
  'down',
  'pre-up',
  'post-up',
  'pre-down',
  'post-down',
  'address',
  'netmask',
  'gateway',
  'broadcast',
  'hwaddress',
];

export const continuation: InterfacesRule = {
  id: 'interfaces-continuation',
  severity: 'warning',
  summary: 'a backslash at the end of a line that joins what does not belong together',
  why: 'A backslash as the very last character takes the next line into this one (get_line in config.c): the next option is lost, and becomes part of this value. ifupdown2 and busybox let even comments go on, ifupdown2 takes every backslash for one, and ifupdown-ng knows no continued lines at all.',
  story:
    'A backslash was left at the end of `address`. The next line, the gateway, became part of it, and the machine could be reached from its own network only.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10 \\\n    netmask 255.255.255.0\n',
  good: 'auto eth0\niface eth0 inet dhcp\n    up ip route add 198.51.100.0/24 \\\n        via 192.0.2.1\n',
  *check({ tree, settings, text }) {
    const dialect = dialectOf(tree, settings);
    for (const line of tree.lines) {
      for (const at of line.joins) {
        const why = wrongJoin(text, line, at, dialect);
        if (why === undefined) continue;
        const blanks = blanksBefore(text, at);
        yield {
          span: { start: at, end: at + 1 },
          message: `The backslash ${why}`,
          fixes: [{ title: 'Remove the backslash', certain: false, edits: [{ span: { start: at - blanks, end: at + 1 }, text: '' }] }],
        };
      }
      if (line.kind === 'statement' && dialect === 'ifupdown2') yield* inside(text, line);
      if (line.kind !== 'comment' || (dialect !== 'ifupdown2' && dialect !== 'busybox')) continue;
      if (text[line.span.end - 1] === '\\' && (dialect === 'ifupdown2' || text[line.span.end] === '\n')) {
        yield {
          span: { start: line.span.end - 1, end: line.span.end },
          message: `The backslash makes the next line part of this comment: ${dialect} continues comments too`,
        };
      }
    }
  },
};

/** Backslashes that end no line: ifupdown2 puts a blank in their place (process_interfaces in networkinterfaces.py splits at each). */
function* inside(text: string, line: Line): Iterable<Report> {
  const joins = new Set(line.joins);
  for (let at = text.indexOf('\\', line.span.start); at !== -1 && at < line.span.end; at = text.indexOf('\\', at + 1)) {
    if (!joins.has(at))
      yield {
        span: { start: at, end: at + 1 },
        message: 'ifupdown2 takes every backslash for the end of a line: this one becomes a blank',
      };
  }
}

function wrongJoin(text: string, line: Line, at: number, dialect: Dialect): string | undefined {
  if (dialect === 'ifupdown-ng') return 'joins nothing: ifupdown-ng knows no continued lines';
  // A backslash in front of the first word joins nothing to a value.
  if (at < line.span.start && line.words[0]?.text !== '') return undefined;
  const end = text.indexOf('\n', at + 2);
  const next = text.slice(at + 2, end === -1 ? text.length : end).trim();
  if (next === '') return 'joins an empty line: nothing was to follow';
  const first = /^\S+/.exec(next)?.[0] ?? '';
  if (first.startsWith('#')) return 'joins a comment, which becomes part of the value';
  const name = line.words[0]?.text ?? '';
  const known = stanzaKind(first) !== undefined && /\s\S/.test(next);
  const record = optionNamed(first, dialect);
  // `loopback` is an option of CAN, too.
  if (name === 'iface' && families.some((family) => family.name === first || family.methods.some((method) => method.name === first)))
    return undefined;
  const command = optionNamed(name, dialect)?.value.kind === 'command';
  if (known || clear.includes(first) || (!command && record !== undefined)) {
    return `takes \`${first}\` on the next line into the value of \`${name}\``;
  }
  return undefined;
}
