import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { families, methodNamed } from '../facts/families.ts';
import { optionNamed } from '../facts/option-named.ts';
import type { Dialect, Stanza } from '../tree.ts';
import { list } from './iface-line.ts';
import { spelling } from './misplaced.ts';
import { seenBy } from './seen-by.ts';

/** What busybox's methods need, alike in both families (static_up, static_up6 and v4tunnel_up in its networking/ifupdown.c). */
const busyboxNeeds: Readonly<Record<string, readonly string[]>> = {
  static: ['address', 'netmask'],
  v4tunnel: ['address', 'netmask', 'endpoint'],
};

/** Every option that some method needs. */
const everNeeded: ReadonlySet<string> = new Set(families.flatMap(({ methods }) => methods.flatMap(({ required }) => required)));

/**
 * Stanzas without an option that their method cannot do without: ifup says `missing required variable` and does not bring the
 * interface up (check_options in ifupdown's execute.c); busybox's static methods need a netmask too (static_up in its ifupdown.c).
 * What is inherited counts. The other two daemons ask for nothing. Where the daemon is `guessed`, it is a hint of a stanza that is
 * only inherited, and a warning of one that has an option of a hook nobody knows, which may do what is missing.
 */
export function missingOptions(stanzas: readonly Stanza[], dialect: Dialect, guessed = false): readonly Report[] {
  if (dialect !== 'ifupdown' && dialect !== 'busybox') return [];
  const parents = new Set<string>();
  for (const { iface } of stanzas) if (iface?.parent !== undefined) parents.add(iface.parent.text);
  let selected: ReadonlySet<string> | undefined;
  const reports: Report[] = [];
  /** Needed options and method of the first stanza of a name and family, as get_interface finds it. */
  const known = new Map<
    string,
    { readonly family: string | undefined; readonly method: string | undefined; readonly options: ReadonlySet<string> }[]
  >();
  for (const { kind, iface, options } of seenBy(stanzas, dialect)) {
    if (kind !== 'iface' || iface?.name === undefined) continue;
    const parent = known
      .get(iface.parent?.text ?? '')
      ?.find((candidate) => iface.family === undefined || candidate.family === iface.family.text);
    const family = iface.family?.text ?? parent?.family;
    const methodName = iface.method?.text ?? parent?.method;
    const keys = new Set<string>(iface.parent === undefined ? [] : (parent?.options ?? []));
    for (const { key } of options) if (everNeeded.has(key)) keys.add(key);
    if (parents.has(iface.name.text)) {
      const entries = known.get(iface.name.text);
      const entry = { family, method: methodName, options: keys };
      if (entries === undefined) known.set(iface.name.text, [entry]);
      else if (entries.length <= families.length && entries.every((other) => other.family !== family)) entries.push(entry);
    }
    const method = methodNamed(family, methodName);
    const needed = dialect === 'busybox' ? (busyboxNeeds[methodName ?? ''] ?? []) : (method?.required ?? []);
    if (methodName === undefined || needed.every((name) => keys.has(name))) continue;
    const missing = needed.filter((name) => !keys.has(name));
    // With a parent that nobody found, what it would have given is unknown.
    if (iface.inherits !== undefined && parent === undefined) continue;
    const slips = options.flatMap((option) => {
      if (optionNamed(option.key, dialect)?.name === option.key) return [];
      const meant = nearest(option.key, missing);
      return meant === undefined ? [] : [{ option, meant }];
    });
    const at =
      slips.length === missing.length && slips[0] !== undefined ? slips[0].option.name : (iface.method ?? iface.parent ?? iface.name);
    selected ??= namesOf(stanzas);
    const inheritedOnly = parents.has(iface.name.text) && !selected.has(iface.name.text);
    const foreignHook = slips.length === 0 && options.some(({ key }) => key.includes('-') && optionNamed(key, dialect) === undefined);
    reports.push({
      ...(guessed && (inheritedOnly ? { severity: 'hint' as const } : foreignHook && { severity: 'warning' as const })),
      span: at.span,
      message:
        slips.length > 0
          ? `\`${iface.name.text}\` has no \`${missing.join('`, `')}\`, which \`${methodName}\` needs: \`${slips[0]?.option.name.text}\` is read as another option`
          : `\`${iface.name.text}\` has no ${list(missing)}, which \`${methodName}\` needs: ifup will not bring it up`.replace(
              ' or ',
              ' and ',
            ),
      ...(slips.length > 0 && { fixes: slips.map(({ option, meant }) => spelling(option.name, meant)) }),
    });
  }
  return reports;
}

/** What `auto` and `allow-` lines name. */
function namesOf(stanzas: readonly Stanza[]): ReadonlySet<string> {
  return new Set(stanzas.flatMap(({ kind, args }) => (kind === 'auto' || kind === 'allow' ? args.map(({ text }) => text) : [])));
}
