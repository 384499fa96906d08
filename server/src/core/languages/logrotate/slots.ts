import { directiveNamed } from './keywords.ts';
import type { Directive, InForce, Item, LogrotateTree, Stanza } from './tree.ts';

const frequencies = new Set(['minutes', 'hourly', 'daily', 'weekly', 'monthly', 'yearly']);
/** Directives of which each one counts. */
const additive = new Set(['include', 'tabooext', 'taboopat', 'errors']);

/** Whether a directive says how often: one criterium is in force, of these and `size` (config.c, set_criterium). */
export function isFrequency(name: string): boolean {
  return frequencies.has(name);
}

/**
 * The setting that a directive sets, so that a later one of the same slot takes its place: `compress` for `compress` and
 * `nocompress`, `criterium` for `size` and all frequencies. Undefined for unknown directives and for those of which each one counts.
 */
export function slotOf(name: string): string | undefined {
  if (frequencies.has(name) || name === 'size') return 'criterium';
  const record = directiveNamed(name);
  if (record === undefined || additive.has(name)) return undefined;
  const { opposite } = record;
  if (opposite === undefined) return name;
  if (name.startsWith('no') && name !== 'notifempty' && name.slice(2) === opposite) return opposite;
  if (name === 'notifempty') return 'ifempty';
  return name === 'maillast' ? 'mailfirst' : name;
}

/** The directives of one scope that can take each other's place: those of a stanza, or those at top level with no stanza or include between. */
export function scopes(tree: LogrotateTree): readonly (readonly Directive[])[] {
  const found: Directive[][] = [];
  let run: Directive[] = [];
  for (const item of tree.items) {
    if (item.kind === 'directive' && item.name.text !== 'include') run.push(item);
    else if (item.kind !== 'comment' && item.kind !== 'junk') {
      if (run.length > 0) found.push(run);
      run = [];
    }
  }
  if (run.length > 0) found.push(run);
  for (const stanza of tree.stanzas) found.push(stanza.items.filter((item): item is Directive => item.kind === 'directive'));
  return found;
}

/** What is in force in each stanza, in order; config.c's newLogInfo copies what is set at top level when the stanza begins. */
export function readInForce(items: readonly Item[]): readonly InForce[] {
  const found: InForce[] = [];
  let global: ReadonlyMap<string, Directive> = new Map();
  for (const item of items) {
    if (item.kind === 'directive') {
      const slot = slotOf(item.name.text);
      // A new map each time, of some seventy settings at most: those who keep a view keep what it saw.
      if (slot !== undefined) global = new Map(global).set(slot, item);
    } else if (item.kind === 'stanza') {
      const own = new Map<string, Directive>();
      for (const inner of item.items) {
        const slot = inner.kind === 'directive' ? slotOf(inner.name.text) : undefined;
        if (slot !== undefined) own.set(slot, inner as Directive);
      }
      found.push(view(item, own, global));
    }
  }
  return found;
}

function view(stanza: Stanza, own: ReadonlyMap<string, Directive>, inherited: ReadonlyMap<string, Directive>): InForce {
  const get = (slot: string): Directive | undefined => own.get(slot) ?? inherited.get(slot);
  return {
    stanza,
    own,
    inherited,
    get,
    flag(slot) {
      const directive = get(slot);
      return directive === undefined ? undefined : directive.name.text === slot;
    },
  };
}
