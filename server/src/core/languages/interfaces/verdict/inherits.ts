import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { familyNamed } from '../facts/families.ts';
import type { Dialect, Stanza, Word } from '../tree.ts';
import { spelling } from './misplaced.ts';
import { seenBy } from './seen-by.ts';

/**
 * `inherits` whose parent ifupdown does not find: it must have been defined above, in the family that the line names (get_interface in
 * config.c is asked while the file is being read). ifupdown-ng marks the interface as wrong (handle_inherit); it has an option `inherit` too, takes
 * what is inherited for a template from there on, which cannot be brought up, and copies an address of an interface to itself without end
 * (seen with 0.11.4). A file that was sourced above may define the parent.
 */
export function inheritance(stanzas: readonly Stanza[], dialect: Dialect): readonly Report[] {
  if (dialect !== 'ifupdown' && dialect !== 'ifupdown-ng') return [];
  const isNg = dialect === 'ifupdown-ng';
  const mayInherit = ({ iface, options }: Stanza): boolean =>
    iface !== undefined &&
    (iface.inherits !== undefined || iface.extra.length > 0 || (isNg && options.some(({ key }) => key === 'inherit')));
  if (!stanzas.some(mayInherit)) return [];
  // ifupdown-ng says so and goes on with the file.
  const mild = isNg ? ({ severity: 'warning' } as const) : {};
  const reports: Report[] = [];
  /** Families by name, above the line at hand. */
  const above = new Map<string, Set<string>>();
  const below = new Set(stanzas.flatMap((stanza) => stanza.iface?.name?.text ?? []));
  /** Names that have an address, above the line at hand. */
  const filled = new Set<string>();
  /** What ifupdown-ng brings up until something inherits it. */
  const ups = new Set(isNg ? stanzas.flatMap(({ kind, iface }) => (kind === 'iface' ? (iface?.name?.text ?? []) : [])) : []);
  const asTemplate = (parent: Word, name: string, isFull: boolean): void => {
    const isSelf = parent.text === name;
    if (isSelf && isFull) {
      const message = `\`${name}\` inherits itself: ifupdown-ng goes on copying its address without end`;
      reports.push({ span: parent.span, message });
    } else if (ups.delete(parent.text)) {
      const why = isSelf ? `\`${name}\` inherits itself, and` : `It inherits the interface \`${parent.text}\`, which`;
      const message = `${why} ifupdown-ng takes for a template from here on: it cannot be brought up; expected was a \`template\``;
      reports.push({ ...mild, span: parent.span, message });
    }
  };
  let sourced = false;
  let suggestions = 0;
  for (const { kind, iface, options } of seenBy(stanzas, dialect)) {
    if (kind === 'source' || kind === 'source-directory') sourced = true;
    if (iface?.name === undefined) continue;
    const { name, family, inherits, parent } = iface;
    let isFull = filled.has(name.text) || (parent !== undefined && filled.has(parent.text));
    // ifupdown-ng looks for it among all words (handle_iface).
    const last = isNg && inherits === undefined ? iface.extra.at(-1) : undefined;
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
      } else {
        if (isNg) asTemplate(parent, name.text, filled.has(name.text));
        inherited = wanted ?? [...(found ?? [])][0];
      }
    }
    for (const { key, words } of options) {
      const [parent] = words;
      if (key === 'address') isFull = true;
      else if (isNg && key === 'inherit' && parent !== undefined && (parent.text === name.text || above.has(parent.text))) {
        asTemplate(parent, name.text, isFull);
        if (filled.has(parent.text)) isFull = true;
      }
    }
    if (isFull) filled.add(name.text);
    const own = wanted ?? inherited ?? '';
    const families = above.get(name.text);
    if (families === undefined) above.set(name.text, new Set([own]));
    else families.add(own);
  }
  return reports;
}
