import { directiveNamed } from './keywords.ts';
import type { Directive, LogrotateTree, Stanza } from './tree.ts';

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

/** What is in force at the end of a stanza: for each slot the last directive, its own or one at top level above it in the same file. */
export interface InForce {
  readonly stanza: Stanza;
  readonly own: ReadonlyMap<string, Directive>;
  readonly inherited: ReadonlyMap<string, Directive>;
  /** The directive of a slot that counts. */
  get(slot: string): Directive | undefined;
  /** Whether a flag is on (`true`), taken back (`false`), or not spoken of in this file (`undefined`). */
  flag(slot: string): boolean | undefined;
}

/** What is in force in each stanza, in order; config.c's newLogInfo copies what is set at top level when the stanza begins. */
export function* inForce(tree: LogrotateTree): Iterable<InForce> {
  const global = new Map<string, Directive>();
  for (const item of tree.items) {
    if (item.kind === 'directive') {
      const slot = slotOf(item.name.text);
      if (slot !== undefined) global.set(slot, item);
    } else if (item.kind === 'stanza') {
      const own = new Map<string, Directive>();
      for (const inner of item.items) {
        const slot = inner.kind === 'directive' ? slotOf(inner.name.text) : undefined;
        if (slot !== undefined) own.set(slot, inner as Directive);
      }
      yield view(item, own, global);
    }
  }
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
