import { dialectOf } from '../dialect.ts';
import { eachOption } from '../read/each-option.ts';
import type { Option, Stanza } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const duplicateOption: InterfacesRule = {
  id: 'interfaces-duplicate-option',
  severity: 'warning',
  summary: 'an option a second time in one stanza',
  why: 'ifupdown joins the two values with a line break (read_interfaces_defn in config.c): of two addresses the second is lost, and the second of two gateways is run as a command. Another address belongs into another `iface` stanza of the same name. ifupdown2 and ifupdown-ng take several addresses in one stanza.',
  story:
    'A second `address` line was added for the new service. ifupdown glued it to the first, and the service had no address until somebody wrote a second stanza.',
  bad: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n    address 192.0.2.11/24\n',
  good: 'auto eth0\niface eth0 inet static\n    address 192.0.2.10/24\n\niface eth0 inet static\n    address 192.0.2.11/24\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    // busybox-repeat says it as an error.
    if (dialect === 'busybox') return;
    const several =
      dialect === 'ifupdown' ? [] : ['address', 'gateway', 'netmask', 'broadcast', 'scope', 'preferred-lifetime', 'pointopoint'];
    let stanza: Stanza | undefined;
    let seen = new Map<string, { readonly first: Option; readonly values: Map<string, Option> }>();
    let last: Option | undefined;
    for (const place of eachOption(tree, dialect)) {
      if (place.stanza !== stanza) {
        stanza = place.stanza;
        seen = new Map();
        last = undefined;
      }
      const { option, record } = place;
      if (record?.value.kind === 'command' || option.name.text.endsWith('?')) continue;
      const key = record?.name ?? option.key;
      const previous = last;
      last = option;
      const before = seen.get(key);
      if (before === undefined) {
        seen.set(key, { first: option, values: new Map([[option.value.text, option]]) });
        continue;
      }
      const same = before.values.get(option.value.text);
      if (same === undefined) before.values.set(option.value.text, option);
      const counts = record?.many === true || several.includes(key);
      if (counts && (same === undefined || key === 'netmask')) continue;
      const first = same ?? before.first;
      const removable = same !== undefined && option.line.joins.length === 0;
      // Of two equal neighbours neither is the wrong one.
      const neighbours = same !== undefined && previous === same;
      yield {
        span: {
          start: neighbours ? first.name.span.start : option.name.span.start,
          end: neighbours ? option.line.span.end : option.name.span.end,
        },
        message: same
          ? `\`${option.name.text}\` with the same value a second time`
          : `\`${option.name.text}\` a second time in one stanza: ${dialect === 'ifupdown' ? 'its value is joined to that of the first' : 'only one of them counts'}`,
        related: [{ span: first.name.span, message: 'first here' }],
        ...(removable && {
          tags: ['unnecessary'] as const,
          fixes: [{ title: 'Remove the line', certain: false, edits: [{ span: option.line.span, text: '' }] }],
        }),
      };
    }
  },
};
