import { dialectOf } from '../dialect.ts';
import { eachOption, isRead } from '../read/each-option.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const extraWords: InterfacesRule = {
  id: 'interfaces-extra-words',
  severity: 'warning',
  summary: 'more words behind an option that takes one',
  why: 'ifup puts the whole line into the command that it runs: a second word becomes an argument of `ip`, which refuses it or takes it for something else.',
  story:
    '`gateway 192.0.2.1 192.0.2.2` was meant as a spare. Both words reached `ip route add`, which refused them, and there was no default route at all.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24 192.0.2.11/24\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    for (const place of eachOption(tree, dialect)) {
      const { record, words, option } = place;
      const [first, second] = words;
      if (record === undefined || first === undefined || second === undefined || option.line.joins.length > 0 || !isRead(place, dialect))
        continue;
      const { value } = record;
      const one =
        value.kind === 'netmask' ||
        value.kind === 'number' ||
        value.kind === 'one-of' ||
        (value.kind === 'address' && value.many !== true) ||
        (value.kind === 'interfaces' && !value.many) ||
        (value.kind === 'mac' && (words.length > 2 || !/^[a-z]\w*$/i.test(first.text)));
      const last = words.at(-1) ?? second;
      if (one && !isPlaceholder(first.text)) {
        yield {
          span: { start: second.span.start, end: last.span.end },
          message: `\`${option.name.text}\` takes one word; \`${words
            .slice(1)
            .map(({ text }) => text)
            .join(' ')}\` was not expected`,
        };
      }
    }
  },
};
