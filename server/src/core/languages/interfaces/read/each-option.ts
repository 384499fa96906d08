import { optionNamed } from '../facts/option-named.ts';
import type { OptionRecord } from '../facts/option-record.ts';
import type { Dialect, InterfacesTree, Option, Stanza, Word } from '../tree.ts';

/** An option with what is known of it and of the stanza around it. */
export interface OptionPlace {
  readonly stanza: Stanza;
  readonly option: Option;
  /** Undefined for an option that nobody knows. */
  readonly record: OptionRecord | undefined;
  /** The words of its value, up to one that begins a comment. */
  readonly words: readonly Word[];
  /** `inet static`, if the stanza names both. */
  readonly method: string | undefined;
}

/** The options of all stanzas but mappings, in order. */
export function* eachOption(tree: InterfacesTree, dialect: Dialect): Iterable<OptionPlace> {
  for (const stanza of tree.stanzas) {
    if (stanza.kind === 'mapping') continue;
    const { family, method: name } = stanza.iface ?? {};
    const method = family !== undefined && name !== undefined ? `${family.text} ${name.text}` : undefined;
    for (const option of stanza.options) {
      const comment = option.words.findIndex(({ text }) => text.startsWith('#'));
      const words = comment === -1 ? option.words : option.words.slice(0, comment);
      yield { stanza, option, record: optionNamed(option.key, dialect), words, method };
    }
  }
}

/**
 * Whether the daemon looks at the option here at all: ifupdown and busybox read an option of their own only in the methods that know
 * it; the others, and hooks, everywhere.
 */
export function isRead({ record, method }: OptionPlace, dialect: Dialect): boolean {
  if (record === undefined) return false;
  if (dialect !== 'ifupdown' && dialect !== 'busybox') return true;
  return record.methods === undefined || method === undefined || record.methods.includes(method);
}
