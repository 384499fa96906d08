import type { Span } from '../text/span.ts';

/** The two shells whose grammar is known: POSIX sh as dash reads it, and bash. */
export type ShellDialect = 'sh' | 'bash';

/** A piece of a word; spans are the script's. */
export type WordPart =
  | { readonly kind: 'text'; readonly span: Span; readonly value: string; readonly quoted: boolean }
  | {
      readonly kind: 'variable';
      readonly span: Span;
      readonly name: string;
      readonly quoted: boolean;
      /** `:-`, `:?`, `#`, `/` … of `${x:-y}`; '' of `$x` and `${x}`. */
      readonly operator: string;
    }
  | { readonly kind: 'glob'; readonly span: Span; readonly value: string }
  /** A substitution whose value only a run knows: `$(…)`, `$((…))`, `<(…)`. */
  | { readonly kind: 'unknown'; readonly span: Span; readonly quoted: boolean };

/** A word of a command. */
export interface ShellWord {
  readonly span: Span;
  /** As it is written, quotes and all. */
  readonly text: string;
  /** What it stands for, quotes off; undefined where an expansion, a pattern or a substitution is in it. */
  readonly value: string | undefined;
  readonly parts: readonly WordPart[];
}

/** A redirection; `target` is missing of a here-document. */
export interface ShellRedirect {
  readonly span: Span;
  /** `<`, `>`, `>>`, `<<`, `<<-`, `<<<`, `>&`, `&>` … */
  readonly operator: string;
  /** The descriptor written before it; undefined where none is. */
  readonly descriptor: number | undefined;
  readonly target: ShellWord | undefined;
}

/** An assignment before a command, or alone. */
export interface ShellAssignment {
  readonly span: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: ShellWord | undefined;
}

/** Where a command stands. */
export interface ShellPlace {
  /** It has something to read on standard input: a pipe, a file or a here-document, its own or one of what it stands in. */
  readonly fed: boolean;
  /** What it prints goes elsewhere: into a pipe, a file, or a substitution. */
  readonly caught: boolean;
  /** What it sets is lost behind it: a subshell, a pipe, a substitution, the background. */
  readonly subshell: boolean;
  /** Name of the function whose body it is in; undefined outside of one. */
  readonly inFunction: string | undefined;
  /** It is the condition of an `if`, `while` or `until`, or may be passed over: behind `&&` or `||`, in a branch. */
  readonly conditional: boolean;
  /** It ends in `&`, or what it stands in does. */
  readonly background: boolean;
}

/** A simple command: assignments, words, redirections. */
export interface ShellCommand extends ShellPlace {
  readonly span: Span;
  /** The value of its first word; undefined where there is none, or only a run knows it. */
  readonly name: string | undefined;
  /** All words, its name first. Of `export a=b` the `a=b` is one. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly ShellAssignment[];
  readonly redirects: readonly ShellRedirect[];
}

/** One place where a variable is named. */
export interface ShellVariable {
  readonly name: string;
  readonly span: Span;
  readonly kind: 'use' | 'assign' | 'unset';
  /** Of an assignment: the variable is exported by it (`export x=1`, `declare -x`, under `set -a`). Of `export x` alone too. */
  readonly exported: boolean;
  /** Of a use: it is fine with the variable unset (`${x:-y}`, `${x:?}`, `${x+y}`, `[ -v x ]`). */
  readonly guarded: boolean;
  /** Of an assignment: it holds for one command only (`x=1 cmd`), or inside a function or subshell (`local`). */
  readonly passing: boolean;
}

/** A function that the script defines. */
export interface ShellFunction {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** What the shell would refuse, and where a person would mend it. */
export interface ShellError {
  readonly span: Span;
  readonly message: string;
  /** `warning`: the shell goes on, and something was lost. */
  readonly severity: 'error' | 'warning';
  readonly related?: { readonly span: Span; readonly message: string };
}

/** Syntax that bash has and POSIX sh has not. */
export interface Bashism {
  readonly span: Span;
  /** What it is, as a noun with its article: ``an array``. */
  readonly what: string;
  /** `refused`: dash says it is wrong; `otherwise`: dash takes it for something else. */
  readonly dash: 'refused' | 'otherwise';
}

/** A compound command, for folding and outlines. */
export interface ShellBlock {
  readonly kind: 'if' | 'for' | 'while' | 'until' | 'select' | 'case' | 'function' | 'subshell' | 'group' | 'heredoc';
  readonly span: Span;
}

/** A script, read. Everything is in the order of its text; offsets are the text's. */
export interface ShellScript {
  readonly dialect: ShellDialect;
  readonly text: string;
  /** At most one error, the first cause; and what is lost without one. */
  readonly errors: readonly ShellError[];
  /** Every simple command, also those inside of substitutions and functions. */
  readonly commands: readonly ShellCommand[];
  readonly variables: readonly ShellVariable[];
  readonly functions: readonly ShellFunction[];
  readonly blocks: readonly ShellBlock[];
  readonly bashisms: readonly Bashism[];
  /** Other text is read as commands (`.`, `source`, `eval`): then it may set anything. */
  readonly dynamic: boolean;
}
