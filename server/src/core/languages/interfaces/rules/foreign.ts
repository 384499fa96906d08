import { dialectOf } from '../dialect.ts';
import { optionNamed } from '../facts/option-named.ts';
import type { OptionRecord } from '../facts/option-record.ts';
import { eachOption } from '../read/each-option.ts';
import type { Dialect, Option, Stanza } from '../tree.ts';
import { allKeywords, isKeywordOf, openBefore } from '../verdict/keywords-of.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const foreign: InterfacesRule = {
  id: 'interfaces-foreign',
  severity: 'warning',
  summary: 'a construct of another ifupdown, which this one passes over',
  why: 'Four programs read this file, and none of them has all words of the others. What one does not know it takes for an option and hands to hooks, without a word: `mapping` and `source-directory` below an `iface` of ifupdown2 do nothing, nor does `bridge-vids` in ifupdown, nor `allow-hotplug` in ifupdown-ng. This is what breaks when a configuration moves to another distribution.',
  story:
    "A switch's `bridge-vids` came along to a Debian host. ifupdown passed it over in silence, every VLAN was open on every port, and the scan found it before the team did.",
  bad: 'auto eth0\niface eth0 inet manual\n    bridge-vids 2-100\n',
  good: 'auto br0\niface br0 inet manual\n    bridge_ports eth0\n',
  exampleSettings: { interfaces: { dialect: 'ifupdown' } },
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    const open = allKeywords(tree.stanzas, dialect) ? undefined : openBefore(tree.stanzas, dialect);
    for (const [i, stanza] of open === undefined ? [] : tree.stanzas.entries()) {
      if (stanza.kind === 'stray' || isKeywordOf(stanza, dialect)) continue;
      const ignored = dialect === 'ifupdown-ng';
      if (!ignored && open?.[i] !== 'iface') continue;
      yield {
        span: stanza.keyword.span,
        message: `\`${stanza.keyword.text}\` is no keyword of ${dialect}: ${ignored && open?.[i] === 'none' ? 'the line is ignored' : 'it is read as an option of the stanza above'}`,
      };
    }
    const unread = new Map<Stanza, Option[]>();
    for (const { option, record, stanza } of eachOption(tree, dialect)) {
      if (record === undefined || reads(record, dialect)) continue;
      const before = unread.get(stanza);
      if (before === undefined) unread.set(stanza, [option]);
      else before.push(option);
    }
    // A stanza that was written for another daemon is one finding, not forty.
    for (const all of unread.values()) {
      // Nothing is lost with `network`: no daemon does anything with it.
      const missed = all.filter(({ key }) => key !== 'network');
      const found = missed.length > 0 ? missed : all;
      const [first, ...more] = found;
      if (first === undefined) continue;
      const owners = optionNamed(first.key, dialect)?.dialects.join(' and ') ?? '';
      const others =
        more.length === 0
          ? ''
          : more.length === 1
            ? `; nor does it read \`${more[0]?.key}\` below`
            : `; nor does it read ${more.length} others of this stanza`;
      yield {
        severity: missed.length > 0 ? 'warning' : 'info',
        span: first.name.span,
        message: `\`${first.key}\` is an option of ${owners}, which ${dialect} does not read${others}`,
        related: more.slice(0, 20).map(({ name }) => ({ span: name.span, message: 'not read either' })),
      };
    }
  },
};

/** Whether a daemon reads an option, itself or by Debian's hook scripts, which all of them run. */
function reads({ dialects, from }: OptionRecord, dialect: Dialect): boolean {
  return dialects.includes(dialect) || (dialects.includes('ifupdown') && from !== 'ifupdown');
}
