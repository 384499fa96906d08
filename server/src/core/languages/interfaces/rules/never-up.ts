import { dialectOf } from '../dialect.ts';
import { ifaceSpace } from '../facts-of.ts';
import { broughtUp } from '../read/brought-up.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { InterfacesTree } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

/** Ways to speak of an interface that bring nothing up, nor say who does. */
const noUse: ReadonlySet<string> = new Set(['command', 'no-scripts', 'no-auto-down']);

export const neverUp: InterfacesRule = {
  id: 'interfaces-never-up',
  severity: 'info',
  summary: 'an interface that nothing brings up',
  why: 'Only what stands in `auto` comes up at boot, and in `allow-hotplug` when the kernel finds it. An interface that is in neither waits for `ifup` by hand; a parent of others, a port of a bridge, what a mapping chooses and a lone `inet manual`, which keeps NetworkManager off, are left alone.',
  story:
    'A stanza for the backup network was written and tested by `ifup`. `auto` was forgotten; after the next reboot backups ran over the production network.',
  bad: 'auto eth0\niface eth0 inet dhcp\n\niface eth1 inet dhcp\n',
  good: 'auto eth0 eth1\niface eth0 inet dhcp\n\niface eth1 inet dhcp\n',
  *check({ tree, settings, facts, path }) {
    const dialect = dialectOf(tree, settings);
    // A part of a configuration is brought up elsewhere.
    if (path !== undefined && !/\/interfaces$/.test(path)) return;
    const selected = broughtUp(tree, facts);
    const used = new Set<string>();
    for (const { fact } of facts)
      if (fact.kind === 'uses' && fact.space === ifaceSpace && !noUse.has(fact.detail?.['how'] ?? '')) used.add(fact.name);
    const patterns = tree.stanzas.some(
      ({ kind, args }) =>
        (kind === 'auto' || kind === 'allow') && args.some(({ text }) => /[/*?[\]=]|^all$/.test(text) && !text.startsWith('/dev/')),
    );
    const others = tree.stanzas.some(
      ({ kind }) => kind === 'mapping' || kind === 'source' || kind === 'source-directory' || kind === 'rename',
    );
    if (patterns || selected.size === 0) return;
    let rows: ReadonlyMap<string, readonly string[]> | undefined;
    let commands: ReadonlySet<string> | undefined;
    const said = new Set<string>();
    for (const { kind, iface, options } of tree.stanzas) {
      const name = iface?.name;
      if (kind !== 'iface' || name === undefined || said.has(name.text)) continue;
      said.add(name.text);
      if (selected.has(name.text) || used.has(name.text) || name.text === 'lo' || name.text === 'default' || isPlaceholder(name.text))
        continue;
      if (name.text.includes(':') && dialect === 'ifupdown2') continue;
      commands ??= wordsOfCommands(tree);
      if (commands.has(name.text) || options.some(({ key }) => key === 'bond-master' || key.startsWith('wpa-'))) continue;
      // Where some of a row come up and one does not, it was most likely forgotten.
      const stem = name.text.replace(/\d+$/, '');
      rows ??= rowsOf(selected);
      const row = stem === name.text ? [] : (rows.get(stem) ?? []);
      const forgotten = row.length >= 2 && !others;
      // `inet manual` that nothing brings up is how NetworkManager is told to keep off.
      if (!forgotten && iface?.method?.text === 'manual') continue;
      yield {
        ...(forgotten && { severity: 'warning' as const }),
        span: name.span,
        message: `Nothing brings \`${name.text}\` up: it is in no \`auto\` and no \`allow-\` line${
          forgotten
            ? `, while ${row
                .slice(0, 3)
                .map((other) => `\`${other}\``)
                .join(' and ')} are`
            : ''
        }`,
      };
    }
  },
};

/** The names that come up by `auto`, in rows of those that differ in their number alone. */
function rowsOf(selected: ReturnType<typeof broughtUp>): ReadonlyMap<string, readonly string[]> {
  const rows = new Map<string, string[]>();
  for (const [name, how] of selected) {
    const stem = name.replace(/\d+$/, '');
    if (stem === name || !how.has('auto')) continue;
    const row = rows.get(stem);
    if (row === undefined) rows.set(stem, [name]);
    else row.push(name);
  }
  return rows;
}

/** The words of what runs when something comes up, which may bring up more. */
function wordsOfCommands(tree: InterfacesTree): ReadonlySet<string> {
  return new Set(
    tree.stanzas.flatMap(({ options }) =>
      options.flatMap(({ key, value }) => (/up$|roam|script/.test(key) ? (value.text.match(/[\w.:@-]+/g) ?? []) : [])),
    ),
  );
}
