import { dialectOf } from '../dialect.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const rename: InterfacesRule = {
  id: 'interfaces-rename',
  severity: 'error',
  summary: 'a `rename` that does not say both names',
  why: '`rename` takes `OLD=NEW` (interfaces(5), INTERFACE RENAMING). Without a new name ifup ends with `missing target name for interface` as soon as an interface of the old one is there, and brings nothing up.',
  story: '`rename eth0` lacked the new name. ifup ended as soon as it met eth0, and none of the interfaces came up.',
  bad: 'rename eth0 lan0\nauto lan0\niface lan0 inet dhcp\n',
  good: 'rename eth0=lan0\nauto lan0\niface lan0 inet dhcp\n',
  *check({ tree, settings }) {
    if (dialectOf(tree, settings) !== 'ifupdown') return;
    for (const { kind, args } of tree.stanzas) {
      if (kind !== 'rename') continue;
      const [first, second] = args;
      const pair = args.length === 2 && first !== undefined && second !== undefined && args.every(({ text }) => !text.includes('='));
      for (const word of args) {
        if (word.text.startsWith('#')) break;
        const equals = word.text.lastIndexOf('=');
        if ((equals > 0 && equals < word.text.length - 1) || isPlaceholder(word.text.replace(/[*?[\]]/g, ''))) continue;
        yield {
          span: word.span,
          message: `\`${word.text}\` does not say both names; \`OLD=NEW\` was expected`,
          ...(pair &&
            word === first && {
              fixes: [
                {
                  title: `Write \`${first.text}=${second.text}\``,
                  certain: false,
                  edits: [{ span: { start: first.span.end, end: second.span.start }, text: '=' }],
                },
              ],
            }),
        };
      }
    }
  },
};
