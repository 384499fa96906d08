/** How a script is handed to its interpreter. */
export interface Interpreter {
  /** Programs that will do, best first. */
  readonly candidates: readonly string[];
  readonly args: readonly string[];
  /** The shells whose environment and folder are carried to the next step. */
  readonly carries: boolean;
  /** The options of a strict start. */
  readonly strict: readonly string[];
}

const pipefail = ['-e', '-o', 'pipefail'];

const shells: Readonly<Record<string, Pick<Interpreter, 'args' | 'strict'>>> = {
  sh: { args: [], strict: ['-e'] },
  ash: { args: [], strict: ['-e'] },
  dash: { args: [], strict: ['-e'] },
  bash: { args: ['--norc', '--noprofile'], strict: pipefail },
  zsh: { args: ['-f'], strict: pipefail },
  ksh: { args: [], strict: pipefail },
  ksh93: { args: [], strict: pipefail },
  mksh: { args: [], strict: pipefail },
};

const otherNames: Readonly<Record<string, readonly string[]>> = {
  shell: ['sh'],
  shellscript: ['sh'],
  js: ['node', 'nodejs'],
  javascript: ['node', 'nodejs'],
  node: ['node', 'nodejs'],
  python: ['python3', 'python'],
};

/**
 * The interpreter that a step names: a word (`bash`, `python`), a path, or either with arguments. A word of Markdown (`js`, `shell`) is
 * turned into programs of that language; anything unknown is taken as the program's name. Text without a word is `sh`.
 */
export function interpreterOf(text: string): Interpreter {
  const [program = 'sh', ...args] = text.trim().split(/\s+/).filter(Boolean);
  const candidates = otherNames[program] ?? [program];
  const name = (candidates[0] ?? program).replace(/^.*\//, '');
  const shell = Object.hasOwn(shells, name) ? shells[name] : undefined;
  if (!shell) return { candidates, args, carries: false, strict: [] };
  return { candidates, args: [...shell.args, ...args], carries: true, strict: shell.strict };
}
