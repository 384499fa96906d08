import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { explainCommand } from './commands/explain.ts';
import { lintCommand, lintFormats, type LintOptions } from './commands/lint.ts';
import { lspCommand } from './commands/lsp.ts';
import { matchCommand, type MatchOptions } from './commands/match.ts';
import { planCommand, type PlanFlags } from './commands/plan.ts';
import { runCommand, type RunFlags } from './commands/run.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { withoutAnsi } from '../run/ansi.ts';
import { UsageError } from './usage-error.ts';

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** The command line, built; `end` is told each command's exit status. */
export function program(end: (status: number) => void, folder: string): Command {
  const opsbook = new Command('opsbook')
    .description('Runbooks that check themselves and run themselves')
    .version(version(folder), '--version')
    .showSuggestionAfterError()
    .exitOverride();
  opsbook
    .command('lint')
    .description('judge runbooks and configuration files before they are live')
    .argument('[paths...]', 'files or folders; `-` is standard input; without any, this folder')
    .addOption(new Option('--format <format>', 'how problems are printed').choices([...lintFormats]).default('pretty'))
    .option('--language <language>', 'read every named file as this language')
    .option('--stdin-filename <path>', 'the path that standard input stands for')
    .option('--set <language.key=value>', 'a setting of a language, such as `interfaces.dialect=ifupdown2`', collect, [])
    .option('--rule <rule>', 'only what this rule reports; may be given again', collect, [])
    .option('--hints', 'print hints too; json always holds them')
    .option('--quiet', 'errors only')
    .option('--max-warnings <number>', 'more warnings than this are a failure')
    .option('--skip-unknown', 'pass over named files that are no runbooks, of no known language or ignored, as a hook names them')
    .option('--no-ignore', 'do not heed .gitignore and .opsbookignore')
    .option('--fix', 'apply the fixes that are certain')
    .option('--fix-dry-run', 'show what --fix would change')
    .option('--baseline <file>', 'leave out the problems that this file knows')
    .option('--update-baseline', 'write the problems of now to the baseline')
    .action(async (paths: string[], options: LintOptions) => end(await lintCommand(paths, options, version(folder))));
  opsbook
    .command('explain')
    .description('say what a rule reports, and why')
    .argument('[rule]', 'its name; without one, all rules are listed')
    .action((rule: string | undefined) => end(explainCommand(rule)));
  opsbook
    .command('match')
    .description('say which runbooks the lines of logs call for')
    .argument('<logs...>', 'files of any size; `-` is standard input')
    .option('--runbooks <path>', 'where the runbooks are', '.')
    .option('--json', 'print JSON, a line for each runbook')
    .action(async (logs: string[], options: MatchOptions) => end(await matchCommand(logs, options)));
  const reaching = (command: Command): Command =>
    command
      .argument('<runbook>', 'a Markdown file')
      .option('--host <expression>', 'run on these hosts instead of those of the front matter, and limit all others to them')
      .option('--sandbox', 'run every block on the practice host, and open no other connection')
      .option('--step <name>', 'only this step, with what it needs')
      .option('--input <name=value>', 'the value of an input; may be given again', collect, [])
      .option('--input-file <name=path>', 'the value of an input from a file, for secrets too', collect, [])
      .option('--ssh-config <file>', 'read this ssh_config instead of your own')
      .option('--accept-new-host-keys', 'accept host keys that nobody knows, and remember them')
      .option('--json', 'print JSON');
  reaching(opsbook.command('plan').description('show what a run would do, and what would change on each host; nothing is changed'))
    .option('--out <file>', 'write the plan to a file, for `run --plan`')
    .action(async (file: string, flags: PlanFlags) => end(await planCommand(file, flags, folder)));
  reaching(opsbook.command('run').description('show the plan, ask, and run it'))
    .option('--plan <file>', 'run this plan, or refuse if anything changed since')
    .option('--yes', 'confirm the plan beforehand')
    .option(
      '--confirm <names>',
      'answer the questions of these blocks with yes',
      (value, before: readonly string[]) => [...before, ...value.split(',')],
      [],
    )
    .option('--undo-on-failure', 'take back what was done on a host that fails')
    .action(async (file: string, flags: RunFlags) => end(await runCommand(file, flags, folder)));
  opsbook
    .command('sandbox')
    .description('the practice host; `reset` forgets its changes')
    .argument('<action>', '`reset`')
    .action(async (action: string) => end(await sandboxCommand(action)));
  opsbook
    .command('lsp')
    .description('start the language server')
    .option('--stdio', 'speak over standard input and output (the only way there is)')
    .action(async () => end(await lspCommand(folder)));
  return opsbook;
}

function version(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** Runs the command line; resolves with the exit status. A message for the user is all that bad input gets. */
export async function main(words: readonly string[], folder: string): Promise<number> {
  let status = 0;
  try {
    await program((value) => {
      status = value;
    }, folder).parseAsync([...words], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) process.stderr.write(`opsbook: ${withoutAnsi(error.message)}\n`);
    else
      process.stderr.write(
        `opsbook: ${withoutAnsi(error instanceof Error ? (process.env['OPSBOOK_DEBUG'] ? (error.stack ?? error.message) : error.message) : String(error))}\n`,
      );
    return 2;
  }
}
