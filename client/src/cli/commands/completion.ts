import type { Command } from 'commander';
import { bashCompletion } from '../completion/bash.ts';
import { describeProgram } from '../completion/describe-program.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { UsageError } from '../usage-error.ts';

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** The shells that completions are made for. */
export const completionShells = Object.keys(shells) as readonly (keyof typeof shells)[];

/** Prints the completion of `program` for a shell, to be sourced or kept in a file. */
export function completionCommand(shell: string, program: Command): number {
  const make = completionShells.find((known) => known === shell);
  if (make === undefined)
    throw new UsageError(`\`completion ${shell}\` is unknown; ${completionShells.map((known) => `\`${known}\``).join(', ')} are known`);
  process.stdout.write(shells[make](describeProgram(program)));
  return 0;
}
