/** What a node of opsbook.yaml may be: the one table from which reading, its messages, the JSON schema and the docs are made. */
export type Shape = { readonly description: string } & (WordShape | NumberShape | FlagShape | ListShape | MappingShape | EitherShape);

/** A scalar read as text. */
export interface WordShape {
  readonly kind: 'word';
  /** The only ones that may be; any if absent. */
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
  readonly default?: string;
}

/** A whole number. */
export interface NumberShape {
  readonly kind: 'number';
  readonly least: number;
  readonly most: number;
}

/** `true` or `false`. */
export interface FlagShape {
  readonly kind: 'flag';
}

/** A sequence; a single item stands for a sequence of one. */
export interface ListShape {
  readonly kind: 'list';
  readonly of: Shape;
}

/** A mapping with known keys; `others` is what any other key holds, and without it no other key may be. */
export interface MappingShape {
  readonly kind: 'mapping';
  readonly keys: Readonly<Record<string, Shape>>;
  readonly others?: Shape;
  /** Keys that must be there. */
  readonly required?: readonly string[];
  /** What a key is called in a message: `rule`, `key`. */
  readonly keyName: string;
}

/** One of several shapes of different kinds. */
export interface EitherShape {
  readonly kind: 'either';
  readonly shapes: readonly Shape[];
}
