import type { Span } from '../../text/span.ts';
import type { ArgumentKind, DirectiveRecord } from './facts/record.ts';
import type { Sayings } from './slots.ts';
import type { Wording } from './wording.ts';

/** A whole logrotate configuration: what stands at top level, in order. Every offset is the text's own. */
export interface LogrotateTree {
  readonly items: readonly Item[];
  readonly stanzas: readonly Stanza[];
  /** Every directive, comment and piece of junk with the stanza it stands in, in order. */
  readonly placed: readonly Placed[];
  readonly directives: readonly Placed<Directive>[];
  readonly junk: readonly Placed<Junk>[];
  /** The directives of one keyword, in order. */
  named(name: string): readonly Placed<Directive>[];
  /** The known directives whose argument is of these kinds, in order within each kind. */
  taking(...kinds: readonly ArgumentKind[]): readonly Placed<Directive>[];
  /** The same, those together that are written alike. */
  alike(...kinds: readonly ArgumentKind[]): readonly Alike<Placed<Directive>>[];
  /** The directives that logrotate does not know, in order. */
  readonly unknown: readonly Placed<Directive>[];
  /** What is in force in each stanza, in order. */
  readonly inForce: readonly InForce[];
  /** The same, those together whose stanzas say the same. */
  readonly sayings: readonly Alike<InForce>[];
  /** The directives of each scope in which one can take another's place: a stanza, or the top level between stanzas and includes. */
  readonly crowded: readonly (readonly Directive[])[];
}

/** Things that are alike, in order. */
export interface Alike<One> {
  readonly first: One;
  /** All of them. */
  readonly all: () => readonly One[];
}

/** An item that is no stanza, and where it stands; undefined is the top level. */
export interface Placed<Kind = Exclude<Item, Stanza>> {
  readonly item: Kind;
  readonly stanza: Stanza | undefined;
}

/** Directives by the setting that they set. */
export interface Slots {
  get(slot: string): Directive | undefined;
  has(slot: string): boolean;
}

/** What is in force at the end of a stanza: for each slot the last directive, its own or one at top level above it in the same file. */
export interface InForce {
  readonly stanza: Stanza;
  readonly own: Slots;
  readonly inherited: ReadonlyMap<string, Directive>;
  /** One object for all stanzas that say the same. */
  readonly says: Sayings;
  /** The directive of a slot that counts. */
  get(slot: string): Directive | undefined;
  /** Whether a flag is on (`true`), taken back (`false`), or not spoken of in this file (`undefined`). */
  flag(slot: string): boolean | undefined;
}

export type Item = Directive | Stanza | Comment | Junk;

/** A word with its place. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** A keyword of a line, with the value that the daemon reads for it. */
export interface Directive {
  readonly kind: 'directive';
  /** Offset of the keyword. */
  readonly start: number;
  /** The keyword to the end of its value or script, blanks at the end not counted. */
  readonly span: Span;
  readonly wording: Wording;
  readonly name: Word;
  /** What is known of the keyword; undefined for one that logrotate does not know. */
  readonly record: DirectiveRecord | undefined;
  /** The `=` that the daemon skips between keyword and value. */
  readonly equals: Span | undefined;
  /** The rest of the line for a directive that takes one (for an unknown keyword the text that is thrown away with it); never empty. */
  readonly value: Word | undefined;
  readonly script: Script | undefined;
  /** The text ends right behind the keyword, without a line end. */
  readonly atEnd: boolean;
  /** Blanks between the value (or the keyword, if it has none) and the end of a text without a final line end: the daemon counts them to the value. */
  readonly blanksAtEnd: boolean;
}

/** The shell text of `postrotate` and its like. */
export interface Script {
  /** The shell's own bytes: from the line behind the keyword (or the text beside it) to the start of `endscript`'s line. */
  readonly body: Span;
  /** Text on the keyword's own line: the daemon takes it into the script. */
  readonly inline?: Span;
  /** The word `endscript`; undefined where it is missing. */
  readonly end?: Span;
  /** What the daemon does about a missing `endscript`: it finds a later one and takes all between as shell, or none at all. */
  readonly missing?: 'later' | 'none';
  /** Offset of the later `endscript` that the daemon ends it at. */
  readonly laterEnd?: number;
  /** The word that stands where `endscript` is missing, if it looks like a misspelled one. */
  readonly misspelled?: Span;
  /** A `}` directly behind `endscript`: the daemon skips the character behind a keyword, so that it closes nothing. */
  readonly swallowedBrace?: Span;
}

/** One log file name or pattern of a stanza's header. */
export interface LogName {
  /** As the daemon hands it to glob: quotes and backslashes off. */
  readonly text: string;
  readonly span: Span;
  /** The quote that was opened and not closed before the brace. */
  readonly openQuote?: '"' | "'";
  /** `{a,b}` stands in it, which the daemon takes for the stanza's brace. */
  readonly braces?: true;
}

/** Log files and what is done with them: `/var/log/x { ... }`. */
export interface Stanza {
  readonly kind: 'stanza';
  /** From the first log name to the closing brace; without one to the end of its last item. */
  readonly span: Span;
  /** The log names, from the first to the end of the last. */
  readonly header: Span;
  readonly logs: readonly LogName[];
  readonly open?: Span;
  readonly close?: Span;
  /** Where the missing closing brace belongs: an empty span at the start of a line, or at the text's end. */
  readonly closeBelongs?: Span;
  /** Why there is no closing brace: the text ended, or another stanza began. */
  readonly unclosed?: 'end' | 'stanza';
  /** The header does not begin as one the daemon takes (`/`, `~`, or a quote). */
  readonly relative?: true;
  /** A backslash stands right before the brace: popt refuses the list of names. */
  readonly dangling?: true;
  /** Nothing but blanks stands between a backslash and the brace: from 3.22 they are dropped first, and the list is refused. */
  readonly danglingBlank?: true;
  readonly items: readonly Item[];
}

export interface Comment {
  readonly kind: 'comment';
  readonly span: Span;
}

/** Text that the daemon takes for nothing, to the end of its line. */
export interface Junk {
  readonly kind: 'junk';
  readonly span: Span;
  readonly reason: 'glued' | 'no-keyword' | 'stray-brace' | 'after-brace' | 'log-name';
  /** The keyword that is not properly separated from what follows (`glued`). */
  readonly word?: Word;
}
