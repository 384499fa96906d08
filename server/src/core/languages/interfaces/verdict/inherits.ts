import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { familyNamed } from '../facts/families.ts';
import type { Dialect, Stanza } from '../tree.ts';
import { spelling } from './misplaced.ts';
import { seenBy } from './seen-by.ts';

/**
 * `inherits` whose parent ifupdown does not find: it must have been defined above, in the family that the line names (get_interface in
 * config.c is asked while the file is being read). ifupdown-ng marks the interface as wrong (handle_inherit). `mayBeElsewhere`: a file
 * that was sourced above may define it.
 */
export function inheritance(stanzas: readonly Stanza[], dialect: Dialect): readonly Report[] {
  if (dialect !== 'ifupdown' && dialect !== 'ifupdown-ng') return [];
  if (stanzas.every(({ iface }) => iface === undefined || (iface.inherits === undefined && iface.extra.length === 0))) return [];
  // ifupdown-ng says so and goes on with the file.
  const mild = dialect === 'ifupdown-ng' ? ({ severity: 'warning' } as const) : {};
  const reports: Report[] = [];
  /** Families by name, above the line at hand. */
  const above = new Map<string, Set<string>>();
  const below = new Set(stanzas.flatMap((stanza) => stanza.iface?.name?.text ?? []));
  /** Names that have an address, above the line at hand. */
  const filled = new Set<string>();
  let sourced = false;
  let suggestions = 0;
  for (const { kind, iface, options } of seenBy(stanzas, dialect)) {
    if (kind === 'source' || kind === 'source-directory') sourced = true;
    if (iface?.name === undefined) continue;
    const { name, family, inherits, parent } = iface;
    const full = options.some(({ key }) => key === 'address') || (parent !== undefined && filled.has(parent.text));
    // ifupdown-ng looks for it among all words (handle_iface).
    const last = dialect === 'ifupdown-ng' && inherits === undefined ? iface.extra.at(-1) : undefined;
    if (last?.text === 'inherits') reports.push({ ...mild, span: last.span, message: '`inherits` without the name of an interface' });
    const wanted = familyNamed(family?.text)?.name;
    let inherited: string | undefined;
    if (inherits !== undefined && parent === undefined)
      reports.push({ ...mild, span: inherits.span, message: '`inherits` without the name of an interface' });
    else if (inherits !== undefined && parent !== undefined) {
      const found = above.get(parent.text);
      if (dialect === 'ifupdown' ? found === undefined || (wanted !== undefined && !found.has(wanted)) : found === undefined) {
        const elsewhere = sourced && found === undefined ? ({ severity: 'warning' } as const) : mild;
        const meant = below.has(parent.text) ? undefined : suggestions++ < 100 ? nearest(parent.text, above.keys()) : undefined;
        reports.push({
          span: parent.span,
          message:
            found !== undefined
              ? `\`${parent.text}\` is not defined for \`${wanted}\` above this line: only a stanza of the same family can be inherited`
              : below.has(parent.text) && parent.text !== name.text
                ? `\`${parent.text}\` is defined below: what is inherited must stand above`
                : `No \`iface ${parent.text}\` above this line to inherit from${meant === undefined ? '' : `; \`${meant}\` was probably meant`}`,
          ...(meant !== undefined && { fixes: [spelling(parent, meant, false)] }),
          ...elsewhere,
        });
      } else if (dialect === 'ifupdown-ng' && parent.text === name.text && filled.has(name.text)) {
        reports.push({
          span: parent.span,
          message: `\`${name.text}\` inherits itself: ifupdown-ng goes on copying its address without end`,
        });
      } else inherited = wanted ?? [...(found ?? [])][0];
    }
    if (full) filled.add(name.text);
    const own = wanted ?? inherited ?? '';
    const families = above.get(name.text);
    if (families === undefined) above.set(name.text, new Set([own]));
    else families.add(own);
  }
  return reports;
}
