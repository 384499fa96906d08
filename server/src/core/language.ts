import type { Fact } from './facts.ts';
import type { Place } from './places.ts';
import type { Report, RuleRecord } from './rule.ts';
import type { SettingDefinition, Settings } from './settings.ts';
import type { Edit } from './text/edit.ts';
import type { HeldScript } from './shell/held-script.ts';
import type { ShellCheckComments } from './shell/shellcheck.ts';
import type { Span } from './text/span.ts';
import type { Parsed } from './unit.ts';

/** What a rule of a language may look at. */
export interface RuleContext<Tree> {
  readonly text: string;
  readonly tree: Tree;
  readonly parsed: Parsed<Tree>;
  readonly settings: Settings;
  /** Where the unit lives on a host, if that is known (`/etc/logrotate.d/haproxy`; a bare file's project path). */
  readonly path: string | undefined;
  /** What this unit and all others in its scope tell; `file` names the document, and `own` is true for this very unit's. */
  readonly facts: readonly ScopedFact[];
  /** Which of the language's `markers` are there, on the host that the unit is for; none where that is not known. */
  readonly around?: readonly string[];
  /** What stands on the host at one of the paths that the language asks about; undefined where nobody looked. */
  readonly onHost?: (path: string) => Place | undefined;
  /** What ShellCheck said of scripts; undefined where it was not asked. */
  readonly shellCheck?: ShellCheckComments;
  /** True where everything in scope is loaded (a whole tree), so that a name found nowhere is an error and not a warning. */
  readonly closed: boolean;
}

/** A fact, and whose it is. */
export interface ScopedFact {
  readonly fact: Fact;
  readonly file: string;
  readonly own: boolean;
}

/** A rule of a language. Without `check` it is reported by the parser, under this id. */
export interface LanguageRule<Tree> extends RuleRecord {
  readonly check?: (context: RuleContext<Tree>) => Iterable<Report>;
}

/** What completion offers; `insert` is plain text, or a snippet (`$1`, `${1:x}`) where `snippet` is true. */
export interface Completion {
  readonly label: string;
  readonly kind: 'keyword' | 'property' | 'value' | 'module' | 'function' | 'reference' | 'snippet' | 'file';
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly insert?: string;
  readonly snippet?: boolean;
  readonly deprecated?: boolean;
  /** Whether it stands before the others: what cannot be left out. */
  readonly first?: boolean;
  /** What is replaced; the word at the caret if absent. */
  readonly span?: Span;
}

/** A hover: Markdown, and the text it speaks of. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** One entry of the outline. */
export interface SymbolNode {
  readonly name: string;
  readonly detail?: string;
  readonly kind: 'object' | 'property' | 'function' | 'module' | 'variable' | 'section' | 'step' | 'key';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children?: readonly SymbolNode[];
}

/** The kinds of semantic token that a language may give. */
export type TokenKind =
  | 'keyword'
  | 'property'
  | 'string'
  | 'number'
  | 'comment'
  | 'variable'
  | 'function'
  | 'type'
  | 'operator'
  | 'macro'
  | 'regexp'
  | 'namespace'
  | 'parameter'
  | 'enumMember';

/** A coloured stretch of text; tokens of a unit are in order and do not overlap. */
export interface Token {
  readonly span: Span;
  readonly kind: TokenKind;
}

/** A note that the editor paints behind `offset`. */
export interface Inlay {
  readonly offset: number;
  readonly label: string;
  readonly tooltip?: string;
}

/** The values that may follow a directive, with the one that the caret stands in. */
export interface Signature {
  readonly label: string;
  readonly documentation?: string;
  readonly parameters: readonly { readonly label: string; readonly documentation?: string }[];
  readonly active: number;
}

/** A path in a text that leads to a file on the host; the editor follows it where the workspace has that file. */
export interface PathLink {
  readonly span: Span;
  /** As the daemon would open it: absolute, or relative to the unit's own folder. */
  readonly path: string;
}

/** What a feature may look at. */
export interface FeatureContext<Tree> extends RuleContext<Tree> {
  readonly offset: number;
}

/** By what a unit is judged. */
export interface JudgedBy {
  /** The daemon or release, in a word or two: `ifupdown2`, `3.21`. */
  readonly label: string;
  /** What told it, as a sentence without full stop. */
  readonly reason: string;
}

/** A text in another language of the family, or why it cannot be written in it (a sentence without full stop). */
export type Rewritten = { readonly text: string } | { readonly reason: string };

/** How a whole text is written in another language of its family, with the same meaning. */
export interface Rewriting {
  /** The other language's id. */
  readonly to: string;
  /** What a person calls it: `YAML`. */
  readonly title: string;
  /** The ending of a file of the other language, with the dot, and those that it takes the place of. */
  readonly ending: string;
  readonly endings: RegExp;
  readonly write: (text: string, settings: Settings) => Rewritten;
}

/** What is known of a language before any text of it is read; each is at hand at every start, so it needs few modules. */
export interface LanguageHead {
  /** Fence name and language id: `logrotate`. */
  readonly id: string;
  readonly title: string;
  /** Other fence names for it. */
  readonly aliases: readonly string[];
  /** Globs over `/`-paths that tell a bare file of it (picomatch syntax, matched against the path with a leading `/`). */
  readonly paths: readonly string[];
  /** File extensions that are always of it, with the dot. */
  readonly extensions: readonly string[];
  /** Fence and file `comment` sign at the start of a line, for suppressions. */
  readonly comment: string;
  readonly settings: readonly SettingDefinition[];
  /** The id of the language whose daemon reads this one as well: their files are judged together. */
  readonly family?: string;
  /** Tells by its text that a bare file whose path names no language is of this one; `candidates` are globs like `paths`. */
  readonly recognise?: { readonly candidates: readonly string[]; readonly matches: (path: string, text: string) => boolean };
}

/** A configuration language: its folder's `head.ts` says when it is meant, its `index.ts` exports one, and the registry lists it. */
export interface Language<Tree = unknown> extends LanguageHead {
  /** Reads any text; `previous` is what it gave for the text before a change, so that work may be spared. */
  readonly parse: (text: string, previous?: Parsed<Tree>) => Parsed<Tree>;
  /** Paths on a host whose presence tells which daemon reads its files; the host looks whether they are there, and reads none. */
  readonly markers?: readonly string[];
  /** Absolute paths on the host that rules ask about; the host looks what is there where that is known, and reads none. */
  readonly asks?: (parsed: Parsed<Tree>) => readonly string[];
  /** The tree as what stands around the unit makes it read (markers, what other files tell, settings). Without it: as it was parsed. */
  readonly placed?: (context: RuleContext<Tree>) => Tree;
  /** By which daemon or release the unit is judged, and what told it. Without it: what the first of the settings says. */
  readonly judgedBy?: (context: RuleContext<Tree>) => JudgedBy;
  readonly rules: readonly LanguageRule<Tree>[];
  /** Rules that another language lists and that hold here too. */
  readonly borrowed?: readonly LanguageRule<Tree>[];
  /** Whether the daemon passes over the file at `path` when a folder is included. Without it: never. */
  readonly passesOver?: (path: string) => boolean;
  readonly complete?: (context: FeatureContext<Tree>) => readonly Completion[];
  readonly hover?: (context: FeatureContext<Tree>) => Hover | undefined;
  readonly signature?: (context: FeatureContext<Tree>) => Signature | undefined;
  readonly symbols?: (parsed: Parsed<Tree>) => readonly SymbolNode[];
  readonly folding?: (parsed: Parsed<Tree>) => readonly Span[];
  /**
   * Spans around the caret that a person may want to select at once (a value with its quotes, a stanza without its braces), in any order.
   * Words, lines, tokens, outline entries and folds are added by themselves.
   */
  readonly selection?: (context: FeatureContext<Tree>) => readonly Span[];
  /** Paths that lead to files, beside the `wants` that are read with the unit: scripts, keys, certificates. */
  readonly pathLinks?: (parsed: Parsed<Tree>) => readonly PathLink[];
  /** Why `name` cannot be the new name of a fact of `space`, as a sentence without full stop; undefined where it can. Without it: no blanks, quotes, braces, `=` or `,`. */
  readonly nameTrouble?: (space: string, name: string) => string | undefined;
  readonly tokens?: (parsed: Parsed<Tree>) => readonly Token[];
  readonly inlays?: (context: RuleContext<Tree>) => readonly Inlay[];
  /** Edits that bring the text (or the lines of `range`) into shape, meaning untouched; none where it is so already. */
  readonly format?: (parsed: Parsed<Tree>, range?: Span) => readonly Edit[];
  readonly rewritings?: readonly Rewriting[];
  /** The shell that the daemon gives to `/bin/sh`. Without it: there is none. */
  readonly scripts?: (parsed: Parsed<Tree>) => Iterable<HeldScript>;
  /** How the host's own daemon is asked whether a candidate file is good, and how it is told to read it. */
  readonly deploy?: Deployment;
}

/** How a host checks a candidate of this language: data, so that core starts nothing. */
export interface Deployment {
  /**
   * A POSIX sh script that judges the whole configuration with the candidate in place of the target. It gets `$OPSBOOK_CANDIDATE`
   * (a readable file with the candidate's bytes) and `$OPSBOOK_TARGET` (the path it will take). In a private mount namespace the
   * runner has bound the candidate over the target already (`$OPSBOOK_BOUND=1`); else the script makes a rewritten copy itself.
   * It writes the daemon's words on standard error and ends with 0 (good), 1 (rejected) or 2 (the daemon is not there).
   */
  readonly validate: string;
  /** Finds the place of a message of the daemon: lines from 1 in the candidate, undefined where it names none there. */
  readonly messageLine: (message: string, target: string) => number | undefined;
}
