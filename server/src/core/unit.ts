import type { Fact, Want } from './facts.ts';
import type { Finding } from './problem.ts';
import type { SegmentMap } from './text/segments.ts';
import type { Span } from './text/span.ts';

/** What every parser gives back for any text, in time linear in its length; it never throws. Offsets are the text's own. */
export interface Parsed<Tree = unknown> {
  readonly text: string;
  readonly tree: Tree;
  /** What the parser itself found (structure); every `rule` is in the language's list of rules. */
  readonly problems: readonly Finding[];
  readonly facts: readonly Fact[];
  readonly wants: readonly Want[];
}

/** One text in one language: a bare file, or a fence with the map to its document. */
export interface Unit {
  /** The document it stands in, as a project path. */
  readonly file: string;
  readonly language: string;
  readonly parsed: Parsed;
  readonly map: SegmentMap;
  /** Where it lives on a host: a bare file's own path, a fence's `file=`; undefined for a fence without one. */
  readonly path: string | undefined;
  /** Stretches of the text that nobody wrote (values put into holes); a problem wholly inside of one is none. */
  readonly filled: readonly Span[];
  /** Position of its fence among the document's fences, from 0; undefined for a bare file. */
  readonly block: number | undefined;
}
