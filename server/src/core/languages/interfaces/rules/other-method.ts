import { dialectOf } from '../dialect.ts';
import { methodNamed } from '../facts/families.ts';
import { eachOption, isRead } from '../read/each-option.ts';
import type { OptionPlace, Stanza } from '../tree.ts';
import { list } from '../verdict/iface-line.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const otherMethod: InterfacesRule = {
  id: 'interfaces-option-of-other-method',
  severity: 'warning',
  summary: 'an option that the method of its stanza does not read',
  why: 'ifupdown reads an option only in the methods that have it (the `.defn` files): an `address` below `inet dhcp` is set by nobody, and nothing is said. ifupdown2 and ifupdown-ng do read addresses in any stanza.',
  story:
    'The stanza was changed from `static` to `dhcp` and its `address` stayed. It looked configured, was set by nobody, and moved with the next lease.',
  bad: 'auto eth0\niface eth0 inet dhcp\n    address 192.0.2.10/24\n    gateway 192.0.2.1\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n    gateway 192.0.2.1\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    if (dialect !== 'ifupdown') return;
    const unread = new Map<Stanza, OptionPlace[]>();
    let current: Stanza | undefined;
    let used: ReadonlySet<string> | undefined;
    for (const place of eachOption(tree, dialect)) {
      const { stanza, record } = place;
      if (stanza !== current) {
        current = stanza;
        used = undefined;
      }
      if (
        record?.methods === undefined ||
        isRead(place, dialect) ||
        methodNamed(stanza.iface?.family?.text, stanza.iface?.method?.text) === undefined
      )
        continue;
      // ifmetric's hook reads the metric of any stanza; what the stanza's own commands use is not lost either.
      used ??= usedVariables(stanza);
      if (record.name === 'metric' || used.has(variableOf(record.name))) continue;
      const places = unread.get(stanza);
      if (places === undefined) unread.set(stanza, [place]);
      else places.push(place);
    }
    for (const [{ iface }, places] of unread) {
      const method = iface?.method;
      const family = iface?.family?.text;
      if (method === undefined || family === undefined) continue;
      const names = [...new Set(places.map(({ option }) => option.key))];
      const isStatic = names.includes('address') && methodNamed(family, 'static') !== undefined;
      if (isStatic) {
        yield {
          span: method.span,
          message: `\`${family} ${method.text}\` does not read ${list(names).replace(' or ', ' and ')}; \`static\` does`,
          related: places.map(({ option }) => ({ span: option.name.span, message: 'not read' })),
          fixes: [{ title: 'Write `static`', certain: false, edits: [{ span: method.span, text: 'static' }] }],
        };
        continue;
      }
      for (const { option, record } of places) {
        const where = record?.methods ?? [];
        yield {
          // Old files are full of `network` and `broadcast`, which say what follows anyway.
          ...(option.key === 'network' || option.key === 'broadcast' ? { severity: 'info' as const } : {}),
          span: option.name.span,
          message: `\`${family} ${method.text}\` does not read \`${option.key}\`; ${list(where)} ${where.length === 1 ? 'does' : 'do'}`,
        };
      }
    }
  },
};

/** What ifup calls an option in the environment of commands. */
function variableOf(name: string): string {
  return `IF_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** The variables of options that a stanza's own commands use. */
function usedVariables({ options }: Stanza): ReadonlySet<string> {
  return new Set(
    options.flatMap(({ key, value }) => (/^(?:pre-|post-)?(?:up|down)$/.test(key) ? (value.text.match(/IF_[A-Z0-9_]+/g) ?? []) : [])),
  );
}
