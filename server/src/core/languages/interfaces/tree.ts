import type { Span } from '../../text/span.ts';
import type { IpAddress } from '../values/ip-address.ts';
import type { Dialect } from './dialect-name.ts';
import type { OptionRecord } from './facts/option-record.ts';

export type { Dialect } from './dialect-name.ts';

/** A word with its place; in a word that a backslash at a line's end splits, the place covers both halves. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** A line as the daemon sees it: continued lines are one. */
export interface Line {
  readonly kind: 'blank' | 'comment' | 'statement';
  /** From the first to the last character that is no blank; continued lines wholly. */
  readonly span: Span;
  /** The words of a statement; none of a comment or a blank line. */
  readonly words: readonly Word[];
  /** Everything behind the first word, joined, blanks at both ends off. */
  readonly rest: Word;
  /** Each backslash that joins the next line; its own offset. */
  readonly joins: readonly number[];
}

/** An option of an `iface` or `mapping` stanza. */
export interface Option {
  readonly name: Word;
  /** The name without the `?` that means "unless it is set already" (set_variable in ifupdown's config.c). */
  readonly key: string;
  readonly value: Word;
  readonly words: readonly Word[];
  readonly line: Line;
}

/** The kinds of stanza that some ifupdown knows. */
export type StanzaKind =
  | 'iface'
  | 'mapping'
  | 'auto'
  | 'allow'
  | 'no-auto-down'
  | 'no-scripts'
  | 'rename'
  | 'source'
  | 'source-directory'
  | 'template'
  | 'defaults'
  | 'vlan'
  | 'stray';

/** A stanza: its first line, and the options that follow it. `stray` holds one line that begins none and follows none. */
export interface Stanza {
  readonly kind: StanzaKind;
  readonly keyword: Word;
  /** The words behind the keyword. */
  readonly args: readonly Word[];
  readonly line: Line;
  readonly options: readonly Option[];
  /** From the keyword to the end of its last option. */
  readonly span: Span;
  /** The kind of the stanza that stood open before this line: what a daemon that does not know the keyword would add it to. */
  readonly within: 'iface' | 'mapping' | 'none';
  /** Of an `iface`, `template` or `vlan` stanza. */
  readonly iface: IfaceHead | undefined;
  /**
   * The interface of the stanza above that an `auto`, `allow-`, `no-auto-down` or `no-scripts` without names speaks of: ifupdown takes
   * it for that one and goes on with the stanza (seen with 0.8.41; in no manual).
   */
  readonly selects: Word | undefined;
  /** The addresses among its options that can be read. */
  readonly addresses: readonly StanzaAddress[];
}

/** An address that a stanza gives its interface. */
export interface StanzaAddress {
  readonly option: Option;
  /** The first word of the value. */
  readonly word: Word;
  readonly ip: IpAddress;
  /** The prefix length, from behind the address, else from the stanza's `netmask`, else unknown. */
  readonly prefix: number | undefined;
  /** Where the prefix stands, if it is known. */
  readonly prefixFrom: 'address' | 'netmask' | undefined;
}

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

/** What the first line of an `iface`, `template` or `vlan` stanza says, read by position as ifupdown's read_interfaces_defn does. */
export interface IfaceHead {
  readonly name: Word | undefined;
  readonly family: Word | undefined;
  readonly method: Word | undefined;
  /** The keyword `inherits`, wherever it stands. */
  readonly inherits: Word | undefined;
  readonly parent: Word | undefined;
  /** Words behind the method (or the parent) that mean nothing. */
  readonly extra: readonly Word[];
}

/** A whole interfaces file. Every offset is the text's own. */
export interface InterfacesTree {
  readonly lines: readonly Line[];
  readonly stanzas: readonly Stanza[];
  /** The options of all stanzas but mappings, in order, by the names that Debian's ifupdown knows. */
  readonly places: readonly OptionPlace[];
  /** The same places by the key of their option. */
  readonly byKey: ReadonlyMap<string, readonly OptionPlace[]>;
  /** The daemon it was written for, as far as it and what stands around it tell. */
  readonly detected: Dialect;
  /** What told that, as a sentence without full stop. */
  readonly because: string;
  /** Whether anything told it; else it is the most usual one. */
  readonly told: boolean;
}
