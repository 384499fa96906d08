import { directives } from './facts/directives.ts';
import { directiveNamed } from './keywords.ts';

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
  return slots.get(name);
}

const slots: ReadonlyMap<string, string> = new Map(
  directives.flatMap(({ name }) => {
    const slot = slotNamed(name);
    return slot === undefined ? [] : [[name, slot] as const];
  }),
);

function slotNamed(name: string): string | undefined {
  if (frequencies.has(name) || name === 'size') return 'criterium';
  const record = directiveNamed(name);
  if (record === undefined || additive.has(name)) return undefined;
  const { opposite } = record;
  if (opposite === undefined) return name;
  if (name.startsWith('no') && name !== 'notifempty' && name.slice(2) === opposite) return opposite;
  if (name === 'notifempty') return 'ifempty';
  return name === 'maillast' ? 'mailfirst' : name;
}
