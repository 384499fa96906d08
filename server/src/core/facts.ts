import type { Span } from './text/span.ts';

/**
 * What one unit tells the others: flat, made when it is parsed. `space` is the namespace of a name: two facts speak of the same
 * thing when `space` and `name` are equal.
 */
export interface Fact {
  readonly kind: FactKind;
  /** e.g. `rsyslog.template`, `rsyslog.ruleset`, `interfaces.iface`, `path`, `address`, `step`, `input`, `host`. */
  readonly space: string;
  readonly name: string;
  /** Where the name stands, in the unit's own offsets. */
  readonly span: Span;
  /** The whole definition or statement, where it is wider than the name. */
  readonly extent?: Span;
  /** More that is known, as plain words (an owner, a mode, a family). */
  readonly detail?: Readonly<Record<string, string>>;
}

/** The closed vocabulary of facts. */
export type FactKind =
  | 'defines'
  | 'uses'
  | 'writesFile'
  | 'rotatesFile'
  | 'includes'
  | 'hasAddress'
  | 'ownsInterface'
  | 'listens'
  | 'needsReload'
  /** A setting at top level that other units may inherit; no name that could be renamed. */
  | 'sets';

/** A file, glob or folder that a unit reads by reference; the host loads it if it lies inside the root. */
export interface Want {
  readonly kind: 'file' | 'glob' | 'folder';
  readonly value: string;
  readonly span: Span;
}
