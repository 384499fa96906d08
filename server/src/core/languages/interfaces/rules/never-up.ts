import { dialectOf } from '../dialect.ts';
import { ifaceSpace } from '../facts-of.ts';
import { broughtUp } from '../read/brought-up.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const neverUp: InterfacesRule = {
  id: 'interfaces-never-up',
  severity: 'info',
  summary: 'an interface that nothing brings up',
  why: 'Only what stands in `auto` comes up at boot, and in `allow-hotplug` when the kernel finds it. An interface that is in neither waits for `ifup` by hand; a parent of others, a port of a bridge and what a mapping chooses are left alone.',
  bad: 'auto eth0\niface eth0 inet dhcp\n\niface eth1 inet dhcp\n',
  good: 'auto eth0 eth1\niface eth0 inet dhcp\n\niface eth1 inet dhcp\n',
  *check({ tree, settings, facts, path }) {
    const dialect = dialectOf(tree, settings);
    // A part of a configuration is brought up elsewhere.
    if (path !== undefined && !/\/interfaces$/.test(path)) return;
    const selected = broughtUp(tree, facts);
    const used = new Set(facts.flatMap(({ fact }) => (fact.kind === 'uses' && fact.space === ifaceSpace ? [fact.name] : [])));
    const patterns = tree.stanzas.some(
      ({ kind, args }) =>
        (kind === 'auto' || kind === 'allow') && args.some(({ text }) => /[/*?[\]=]|^all$/.test(text) && !text.startsWith('/dev/')),
    );
    const others = tree.stanzas.some(
      ({ kind }) => kind === 'mapping' || kind === 'source' || kind === 'source-directory' || kind === 'rename',
    );
    const commands = tree.stanzas
      .flatMap(({ options }) => options.flatMap(({ key, value }) => (/up$|roam|script/.test(key) ? [value.text] : [])))
      .join('\n');
    if (patterns || selected.size === 0) return;
    const said = new Set<string>();
    for (const { kind, iface, options } of tree.stanzas) {
      const name = iface?.name;
      if (kind !== 'iface' || name === undefined || said.has(name.text)) continue;
      said.add(name.text);
      if (selected.has(name.text) || used.has(name.text) || name.text === 'lo' || name.text === 'default' || isPlaceholder(name.text))
        continue;
      if (name.text.includes(':') && dialect === 'ifupdown2') continue;
      if (commands.includes(name.text) || options.some(({ key }) => key === 'bond-master' || key.startsWith('wpa-'))) continue;
      // Where some of a row come up and one does not, it was most likely forgotten.
      const stem = name.text.replace(/\d+$/, '');
      const row =
        stem === name.text
          ? []
          : [...selected.entries()].filter(([other, how]) => how.has('auto') && other !== name.text && other.replace(/\d+$/, '') === stem);
      const forgotten = row.length >= 2 && !others && iface?.method?.text !== 'manual';
      yield {
        ...(forgotten && { severity: 'warning' as const }),
        span: name.span,
        message: `Nothing brings \`${name.text}\` up: it is in no \`auto\` and no \`allow-\` line${forgotten ? `, while ${row.map(([other]) => `\`${other}\``).join(' and ')} are` : ''}`,
      };
    }
  },
};
