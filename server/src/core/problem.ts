import type { Edit } from './text/edit.ts';
import type { Span } from './text/span.ts';

/**
 * A contract: `error` = the daemon rejects it or throws the line away, or it cannot work; `warning` = it works, and a person would
 * call it a mistake; `info` and `hint` = legal, often meant.
 */
export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A repair. `certain` ones may be applied unasked (`lint --fix`); the others are offered. Edits count in the same text as the problem. */
export interface Fix {
  readonly title: string;
  readonly certain: boolean;
  /** Does for the whole document what its rule is about; made by `lint --fix` where `--rule` names the rule. */
  readonly onRequest?: true;
  readonly edits: readonly Edit[];
}

/** Another place that belongs to a problem; `file` where it is not the same document. */
export interface Related {
  readonly file?: string;
  readonly span: Span;
  readonly message: string;
}

/** What a parser or a rule found, before anybody knows which document it stands in: offsets are the unit's own. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** What, where, what was expected; names in backticks; no final full stop. */
  readonly message: string;
  readonly span: Span;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  readonly tags?: readonly ('unnecessary' | 'deprecated')[];
  /** The name that another program has for it, with the address of its page. */
  readonly code?: { readonly value: string; readonly href: string };
}

/** A finding in its document: offsets are the document's, `language` that of the block or file (`runbook` for the Markdown itself). */
export interface Problem extends Finding {
  readonly language: string;
  readonly fixes: readonly Fix[];
}
