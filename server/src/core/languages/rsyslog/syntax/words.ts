/** Words that open an object when a parenthesis follows, in grammar/lexer.l. */
export const objectWords: ReadonlySet<string> = new Set([
  'main_queue',
  'timezone',
  'parser',
  'global',
  'template',
  'ruleset',
  'property',
  'constant',
  'input',
  'module',
  'lookup_table',
  'dyn_stats',
  'percentile_stats',
  'ratelimit',
  'include',
  'action',
]);

/** Words that begin a statement. */
export const statementWords: readonly string[] = [
  'if',
  'foreach',
  'reload_lookup_table',
  'stop',
  'else',
  'call',
  'call_indirect',
  'set',
  'reset',
  'unset',
  'continue',
];
