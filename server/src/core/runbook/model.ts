import type { Finding } from '../problem.ts';
import type { SegmentMap } from '../text/segments.ts';
import type { Span } from '../text/span.ts';

/** What a fence is to a runbook (the format's section 3). */
export type BlockKind = 'file' | 'config' | 'step' | 'transcript' | 'expectation' | 'plain';

/** One attribute of a fence's info string; spans are the document's. */
export interface Attribute {
  readonly key: string;
  /** The value as it is read; `true` where the key stands alone. */
  readonly value: string;
  readonly span: Span;
  readonly keySpan: Span;
  readonly valueSpan: Span | undefined;
}

/** A fenced block of a runbook; spans are the document's, `text` is the content without its container's prefix. */
export interface Block {
  readonly kind: BlockKind;
  /** Position among all fences of the document, from 0. */
  readonly index: number;
  /** First word of the info string as written; '' if none. */
  readonly language: string;
  /** Explicit, or made as Runme makes it; unique in the file. */
  readonly name: string;
  readonly explicitName: boolean;
  readonly span: Span;
  readonly infoSpan: Span;
  readonly attributes: readonly Attribute[];
  readonly text: string;
  readonly map: SegmentMap;
  /** Typed reading of the attributes; what could not be read is absent here and a problem of the runbook. */
  readonly options: BlockOptions;
  /** Whether a fence carries one of opsbook's own attributes. */
  readonly ours: boolean;
}

/** The attributes with their types; durations in milliseconds. Absent means not said. */
export interface BlockOptions {
  readonly hosts?: string;
  readonly at?: string;
  readonly user?: string;
  /** `true` is root, a string that account, `false` takes the front matter's back. */
  readonly sudo?: boolean | string;
  readonly cwd?: string;
  readonly timeout?: number;
  readonly parallel?: number;
  readonly retries?: number;
  readonly retryDelay?: number;
  readonly grace?: number;
  readonly check?: boolean;
  readonly fixes?: string;
  readonly then?: string;
  readonly undoes?: string;
  readonly requires?: readonly string[];
  readonly when?: { readonly name: string; readonly not: boolean };
  readonly onFailure?: 'continue';
  readonly confirm?: true | string;
  readonly expect?: Expectation;
  readonly capture?: string;
  readonly interactive?: boolean;
  readonly background?: boolean;
  readonly detach?: boolean;
  readonly reboot?: boolean;
  /** Milliseconds, or `false`; absent means the default of the language. */
  readonly guard?: number | false;
  readonly file?: string;
  readonly src?: string;
  readonly part?: boolean;
  readonly replace?: boolean;
  readonly owner?: string;
  readonly group?: string;
  readonly mode?: string;
  readonly validate?: string | false;
  readonly reload?: string;
  readonly sensitive?: boolean;
  readonly strict?: boolean;
  readonly interpreter?: string;
  readonly excludeFromRunAll?: boolean;
  readonly ignore?: boolean;
  readonly verify?: boolean;
  readonly tags?: readonly string[];
}

/** `expect=`: exit codes that are well, and a pattern that standard output must hold. */
export interface Expectation {
  readonly codes?: readonly number[];
  readonly pattern?: string;
}

/** One input of the front matter. */
export interface Input {
  readonly name: string;
  readonly default?: string;
  readonly pattern?: string;
  readonly choices?: readonly string[];
  readonly description?: string;
  readonly secret: boolean;
  readonly span: Span;
}

/** One log line that says that this runbook is meant. */
export interface Symptom {
  readonly match: string;
  readonly file?: string;
  readonly span: Span;
}

/** The front matter, read; durations in milliseconds. */
export interface FrontMatter {
  readonly span: Span | undefined;
  readonly title?: string;
  readonly shell?: string;
  readonly cwd?: string;
  /** Whether there is a `runbook:` key. */
  readonly ours: boolean;
  readonly minVersion?: number;
  readonly hosts?: string;
  readonly hostsSpan?: Span;
  readonly user?: string;
  readonly sudo?: boolean | string;
  readonly timeout?: number;
  readonly parallel?: number;
  readonly rolling?: readonly string[];
  readonly maxFailures?: string;
  readonly inputs: readonly Input[];
  readonly symptoms: readonly Symptom[];
}

/** A heading of the Markdown; `text` is its source without the marks. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly span: Span;
}

/** A Markdown document as opsbook sees it. */
export interface Runbook {
  readonly text: string;
  /** Whether it is one by its own content (the format's section 1); its name or opsbook.yaml may make it one all the same. */
  readonly byContent: boolean;
  /** `byContent` through fences alone: then a run without `--step` takes only fences with an attribute of ours. */
  readonly byFencesOnly: boolean;
  readonly title: string;
  readonly frontMatter: FrontMatter;
  readonly headings: readonly Heading[];
  readonly blocks: readonly Block[];
  /** What reading found; offsets are the document's. */
  readonly problems: readonly Finding[];
}
