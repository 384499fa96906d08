/** A key at the top of a YAML file and what stands behind it (`process_top_level`, runtime/yamlconf.c). */
export interface Section {
  /** The object that one mapping of it is, as RainerScript calls it. */
  readonly word: string;
  readonly kind: 'mapping' | 'sequence';
  readonly description: string;
}

/** Every section, by its key: case matters. */
export const sections: ReadonlyMap<string, Section> = new Map<string, Section>([
  ['global', { word: 'global', kind: 'mapping', description: 'Settings of rsyslogd itself' }],
  ['mainqueue', { word: 'main_queue', kind: 'mapping', description: 'The queue between inputs and rules; its keys begin with `queue.`' }],
  ['main_queue', { word: 'main_queue', kind: 'mapping', description: 'The same as `mainqueue`' }],
  ['modules', { word: 'module', kind: 'sequence', description: 'Modules to load, each with `load` and its own parameters' }],
  ['testbench_modules', { word: 'module', kind: 'sequence', description: 'Modules that rsyslog’s own tests load' }],
  ['inputs', { word: 'input', kind: 'sequence', description: 'Where messages come from, each with `type`' }],
  [
    'templates',
    {
      word: 'template',
      kind: 'sequence',
      description: 'How messages are written: `name`, `type` and `string`, `subtree`, `plugin` or `elements`',
    },
  ],
  [
    'rulesets',
    {
      word: 'ruleset',
      kind: 'sequence',
      description: 'What is done with messages: `name` with `filter` and `actions`, `statements` or `script`',
    },
  ],
  ['parsers', { word: 'parser', kind: 'sequence', description: 'Message parsers with parameters of their own' }],
  ['lookup_tables', { word: 'lookup_table', kind: 'sequence', description: 'Tables for `lookup()`' }],
  ['dyn_stats', { word: 'dyn_stats', kind: 'sequence', description: 'Buckets of counters for `dyn_inc()`' }],
  ['perctile_stats', { word: 'percentile_stats', kind: 'sequence', description: 'Buckets for `percentile_observe()`; spelt like this' }],
  ['ratelimits', { word: 'ratelimit', kind: 'sequence', description: 'Named rate limits' }],
  ['timezones', { word: 'timezone', kind: 'sequence', description: 'Names of time zones in received messages' }],
  ['include', { word: 'include', kind: 'sequence', description: 'Other files: `path`, and `optional` where it may be absent' }],
]);

/** Keys of a ruleset that hold what it does. */
export const bodyKeys: readonly string[] = ['script', 'statements', 'filter', 'actions'];

/** Keys that make an entry of `statements` what it is, in the order in which rsyslogd prefers them (`build_one_stmt_rs`). */
export const statementKeys = [
  'if',
  'stop',
  'continue',
  'call',
  'call_indirect',
  'unset',
  'foreach',
  'set',
  'type',
  'reload_lookup_table',
] as const;

/** The release that brought YAML. */
export const firstVersion = '8.2604';
