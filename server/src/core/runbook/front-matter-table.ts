/** Where a key of the front matter stands. */
export type FrontMatterLevel = 'top' | 'runbook' | 'input' | 'symptom';

/** One key of the front matter: what is known, completion and hover are made from it. */
export interface FrontMatterKey {
  readonly key: string;
  readonly level: FrontMatterLevel;
  readonly description: string;
  /** Values to offer. */
  readonly values?: readonly string[];
  /** `map` and `list` go on in the lines below; `hosts` takes a host expression. */
  readonly form?: 'map' | 'list' | 'hosts';
  /** What counts where it is absent. */
  readonly fallback?: string;
  /** Shared with Runme. */
  readonly runme?: boolean;
}

const flag = ['true', 'false'] as const;

/** Every key of the front matter that opsbook reads (the format's section 2), and Runme's at the top. */
export const frontMatterKeys: readonly FrontMatterKey[] = [
  { key: 'title', level: 'top', description: 'The title of the runbook', fallback: 'its first heading' },
  { key: 'runbook', level: 'top', description: 'Makes the document a runbook; what opsbook reads stands under it', form: 'map' },
  { key: 'shell', level: 'top', description: 'The shell of `shell` fences', values: ['sh', 'bash', 'zsh'], fallback: 'sh', runme: true },
  { key: 'cwd', level: 'top', description: 'The working directory', runme: true },
  { key: 'skipPrompts', level: 'top', description: 'Whether Runme asks for variables', values: flag, runme: true },
  { key: 'tag', level: 'top', description: 'Words to choose blocks by', runme: true },
  { key: 'terminalRows', level: 'top', description: 'How many rows a terminal has', runme: true },
  { key: 'min-version', level: 'runbook', description: 'The oldest version of the format that a run must know', values: ['1'] },
  {
    key: 'hosts',
    level: 'runbook',
    description:
      'Targets of blocks that say nothing themselves: names, ranges, groups; quoted, because YAML reads `@`, `*`, `!` and `&` as its own',
    form: 'hosts',
  },
  { key: 'user', level: 'runbook', description: 'Who logs in' },
  { key: 'sudo', level: 'runbook', description: '`true` is root, a name that account', values: flag, fallback: 'false' },
  {
    key: 'timeout',
    level: 'runbook',
    description: 'How long a block may take on a host',
    values: ['60s', '5m', '10m', '1h'],
    fallback: '10m, of a check 60s',
  },
  { key: 'parallel', level: 'runbook', description: 'How many hosts at once', fallback: '32' },
  {
    key: 'rolling',
    level: 'runbook',
    description: 'Batches: a number of hosts, a share, or a list whose last item repeats',
    values: ['1', '25%', '1, 25%'],
    fallback: 'all at once',
  },
  {
    key: 'max-failures',
    level: 'runbook',
    description: 'How many hosts, or which share of them, may fail before no other starts',
    values: ['0', '1', '10%'],
    fallback: '0',
  },
  {
    key: 'inputs',
    level: 'runbook',
    description: 'Values that are given to a run: variables of every step, and `{{ name }}` in configurations',
    form: 'map',
  },
  { key: 'symptoms', level: 'runbook', description: 'Log lines that say that this runbook is meant', form: 'list' },
  { key: 'default', level: 'input', description: 'The value where none is given; without it the run asks' },
  { key: 'pattern', level: 'input', description: 'A regular expression that the value must match' },
  { key: 'choices', level: 'input', description: 'The values that are allowed, as a list' },
  { key: 'description', level: 'input', description: 'What it is for; shown where it is asked for' },
  {
    key: 'secret',
    level: 'input',
    description: 'Asked for each time, never stored, masked in every output',
    values: flag,
    fallback: 'false',
  },
  { key: 'match', level: 'symptom', description: 'A regular expression; named groups fill the inputs of their name' },
  { key: 'file', level: 'symptom', description: 'The log that the line is looked for in' },
];

/** The keys of one level, in order. */
export function keysAt(level: FrontMatterLevel): readonly FrontMatterKey[] {
  return frontMatterKeys.filter((one) => one.level === level);
}
