import type { Dialect } from '../tree.ts';
import type { OptionRecord } from './option-record.ts';
import { openPrefixes, options } from './options.ts';

const byName: ReadonlyMap<string, OptionRecord> = new Map(options.map((option) => [option.name, option]));
const byLooseName: ReadonlyMap<string, OptionRecord> = new Map([...options].reverse().map((option) => [loose(option.name), option]));

/** A name as the environment of a hook has it: case does not count, `-` and `_` are the same (set_environ in ifupdown's execute.c). */
function loose(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/**
 * The record of an option as `dialect` finds it: exactly, or with `-` and `_` and the case changed where a hook reads it from the
 * environment (ifupdown2 takes `_` for `-` in every name: _add_to_iface_config in networkinterfaces.py). Undefined if nobody knows it.
 */
export function optionNamed(name: string, dialect: Dialect = 'ifupdown'): OptionRecord | undefined {
  const exact = byName.get(name);
  if (exact !== undefined) return exact;
  const near = byLooseName.get(loose(name));
  if (near === undefined) return undefined;
  const sameCase = dialect !== 'ifupdown2' || name.toLowerCase() === name;
  return sameCase && (near.methods === undefined || dialect === 'ifupdown2') ? near : undefined;
}

/** Whether a hook takes every option that begins as `name` does. */
export function isOpenOption(name: string): boolean {
  const plain = loose(name);
  return openPrefixes.some((prefix) => plain.startsWith(prefix) && plain.length > prefix.length);
}
