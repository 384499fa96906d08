/** What the daemon reads behind a keyword. */
export type ArgumentKind =
  /** Nothing; what follows on the line is read as the next keyword. */
  | 'none'
  | 'script'
  | 'size'
  /** `strtol` or `strtoul` with base 0: octal and hexadecimal too. */
  | 'count'
  | 'weekday'
  | 'monthday'
  /** `su`: user and group. */
  | 'account'
  /** `create`: [mode] [owner] [group]. */
  | 'ownership'
  | 'path'
  | 'include'
  | 'address'
  | 'arguments'
  | 'patterns'
  | 'text';

/** How the daemon takes the value off the line: config.c isolateValue (an optional `=`, must not be empty) or isolateLine (all of it). */
export type Reading = 'flag' | 'value' | 'line';

export type Section =
  | 'Rotation'
  | 'Frequency'
  | 'Log selection'
  | 'Files and Folders'
  | 'Compression'
  | 'Filenames'
  | 'Mail'
  | 'Additional config files'
  | 'Scripts';

/** One directive: parser, rules, completion, hover and documentation all read this record. */
export interface DirectiveRecord {
  readonly name: string;
  readonly argument: ArgumentKind;
  /** The argument as a person writes it (`[mode owner group]`); absent for flags. */
  readonly usage?: string;
  /** The first release that knows it; `next`: in the sources after 3.22. */
  readonly since: string;
  /** The section of logrotate(8) that describes it. */
  readonly section: Section;
  /** What it does, one or two sentences, Markdown. */
  readonly summary: string;
  readonly default?: string;
  /** The directive that takes it back. */
  readonly opposite?: string;
  /** Directives that it makes useless or that make it useless. */
  readonly conflicts?: readonly string[];
  /** Directives that people use with it. */
  readonly with?: readonly string[];
  /** It may not stand inside of a stanza. */
  readonly globalOnly?: true;
  readonly deprecated?: string;
  /** A good first value, for completion: each of its words is a place to type over. */
  readonly example?: string;
}
