import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError, Help, Option } from 'commander';
import { checkCommand, type CheckFlags } from './commands/check.ts';
import { completionCommand, completionShells } from './commands/completion.ts';
import { type ConvertFlags, convertCommand } from './commands/convert.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand, type ExportFlags, exportFormats } from './commands/export.ts';
import { fetchCommand, type FetchFlags } from './commands/fetch.ts';
import { fixCommand } from './commands/fix.ts';
import { hostsCommand, type HostsFlags } from './commands/hosts.ts';
import { lintCommand, lintFormats, type LintOptions } from './commands/lint.ts';
import { lspCommand } from './commands/lsp.ts';
import { matchCommand, type MatchOptions } from './commands/match.ts';
import { pingCommand, type PingFlags } from './commands/ping.ts';
import { planCommand, type PlanFlags } from './commands/plan.ts';
import { rerunCommand, type RerunFlags } from './commands/rerun.ts';
import { runCommand, type RunFlags } from './commands/run.ts';
import { runsCommand, type RunsFlags } from './commands/runs.ts';
import { sandboxCommand } from './commands/sandbox.ts';
import { showCommand, type ShowFlags } from './commands/show.ts';
import { undoCommand, type UndoFlags } from './commands/undo.ts';
import { tryCommand, type TryFlags } from './commands/try.ts';
import { withoutAnsi } from '../run/ansi.ts';
import { UsageError } from './usage-error.ts';

export { describeProgram } from './completion/describe-program.ts';

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** An option as `--help` says it: that one which may be given several times has not been given yet is no default. */
function optionDescription(option: Option): string {
  return Array.isArray(option.defaultValue) ? option.description : new Help().optionDescription(option);
}

/** The command line, built; `end` is told each command's exit status. */
export function program(end: (status: number) => void, folder: string): Command {
  const opsbook = new Command('opsbook')
    .description('Runbooks that check themselves and run themselves')
    .version(version(folder), '--version')
    .showSuggestionAfterError()
    .configureHelp({ optionDescription })
    .configureOutput({ outputError: (text, write) => write(withoutAnsi(text).replace(/^error: /, 'opsbook: ')) })
    .addHelpText('after', footer)
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
    .option('--shellcheck', 'ask ShellCheck too about the shell in steps, scripts and hooks')
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
  const connecting = (command: Command): Command =>
    command
      .option('--ssh-config <file>', 'read this ssh_config instead of your own')
      .option('--accept-new-host-keys', 'accept host keys that nobody knows, and remember them')
      .option('--json', 'print JSON');
  const given = (command: Command): Command =>
    connecting(command)
      .option('--input <name=value>', 'the value of an input; may be given again', collect, [])
      .option('--input-file <name=path>', 'the value of an input from a file, for secrets too', collect, []);
  const reaching = (command: Command, argument = '<runbook>'): Command =>
    given(command)
      .argument(argument, 'a Markdown file')
      .option('--host <expression>', 'run on these hosts instead of those of the front matter, and limit all others to them')
      .option('--sandbox', 'run every block on the practice host, and open no other connection');
  const carrying = (command: Command): Command =>
    command
      .option('--yes', 'confirm the plan beforehand')
      .option(
        '--confirm <names>',
        'answer the questions of these blocks with yes',
        (value, before: readonly string[]) => [...before, ...value.split(',')],
        [],
      )
      .option('--undo-on-failure', 'take back what was done on a host that fails')
      .option('--diff', 'show what hosts gave as the difference to what most of them gave');
  reaching(opsbook.command('plan').description('show what a run would do, and what would change on each host; nothing is changed'))
    .option('--step <name>', 'only this step, with what it needs')
    .option('--out <file>', 'write the plan to a file, for `run --plan`')
    .action(async (file: string, flags: PlanFlags) => end(await planCommand(file, flags, folder)));
  carrying(reaching(opsbook.command('run').description('show the plan, ask, and run it'), '[runbook]'))
    .option('--step <name>', 'only this step, with what it needs')
    .option('--plan <file>', 'run this plan instead of a runbook, or refuse if anything changed since')
    .option('-e, --execute <command>', 'run this command instead of a runbook, on the hosts of --host')
    .option('--sudo [account]', 'with -e: as root, or as this account')
    .addOption(
      new Option('--engine <engine>', 'who runs it: opsbook, or ansible-core where that is installed').choices(['opsbook', 'ansible']),
    )
    .option('--ansible-control <host>', 'with --engine ansible: run ansible-core on this host, reached over ssh')
    .action(async (file: string | undefined, flags: RunFlags) => end(await runCommand(file, flags, folder)));
  reaching(opsbook.command('check').description('run only the checks, and say which hosts have the symptom'))
    .option('--diff', 'show what hosts gave as the difference to what most of them gave')
    .action(async (file: string, flags: CheckFlags) => end(await checkCommand(file, flags, folder)));
  carrying(reaching(opsbook.command('fix').description('mend the hosts that have the symptom, and check them again'))).action(
    async (file: string, flags: CheckFlags) => end(await fixCommand(file, flags, folder)),
  );
  const recorded = (command: Command): Command => command.argument('<run>', 'its id, a part of it that only one run has, or `last`');
  opsbook
    .command('runs')
    .description('list the runs on record, newest first')
    .option('--limit <number>', 'how many', '20')
    .option('--json', 'print JSON')
    .action((flags: RunsFlags) => end(runsCommand(flags)));
  opsbook
    .command('show')
    .description('show a run from its record')
    .argument('[run]', 'its id, a part of it that only one run has, or `last`', 'last')
    .option('--diff', 'show what hosts gave as the difference to what most of them gave')
    .option('--json', 'print its events as JSON')
    .action(async (run: string, flags: ShowFlags) => end(await showCommand(run, flags)));
  opsbook
    .command('export')
    .description('write a run as one document, for a post-mortem, or a runbook as a playbook of Ansible')
    .argument('<what>', 'a run: its id, a part of it that only one run has, or `last`; for `ansible` a runbook')
    .addOption(new Option('--format <format>', 'what is written').choices([...exportFormats]).default('markdown'))
    .option('--host <expression>', 'a playbook for these hosts instead of those of the front matter')
    .option('--input <name=value>', 'the value of an input of the runbook; may be given again', collect, [])
    .option('--input-file <name=path>', 'the value of an input from a file', collect, [])
    .option('--ssh-config <file>', 'read this ssh_config instead of your own')
    .option('--out <file>', 'write to this file')
    .action(async (what: string, flags: ExportFlags) => end(await exportCommand(what, flags)));
  carrying(recorded(given(opsbook.command('rerun').description('run again what a run ran'))))
    .option('--failed', 'only on the hosts where it did not go well')
    .action(async (run: string, flags: RerunFlags) => end(await rerunCommand(run, flags, folder)));
  carrying(recorded(given(opsbook.command('undo').description('take back what a run did, as far as that can be')))).action(
    async (run: string, flags: UndoFlags) => end(await undoCommand(run, flags, folder)),
  );
  recorded(given(opsbook.command('fetch').description('fetch how steps ended that a run left detached, and what they printed'))).action(
    async (run: string, flags: FetchFlags) => end(await fetchCommand(run, flags, folder)),
  );
  opsbook
    .command('hosts')
    .description('say which hosts an expression stands for; none is contacted')
    .argument('<expression>', 'such as `web[1-3],@edge!web2`')
    .option('--ssh-config <file>', 'read this ssh_config instead of your own')
    .option('--fold', 'print them as one expression')
    .option('--json', 'print JSON')
    .action(async (expression: string, flags: HostsFlags) => end(await hostsCommand(expression, flags)));
  connecting(
    opsbook
      .command('ping')
      .description('say how far one gets on each host: reach, key, login, sudo')
      .argument('<expression>', 'such as `web[1-3],@edge!web2`'),
  ).action(async (expression: string, flags: PingFlags) => end(await pingCommand(expression, flags, folder)));
  opsbook
    .command('sandbox')
    .description('the practice host; `reset` forgets its changes')
    .argument('<action>', '`reset`')
    .action(async (action: string) => end(await sandboxCommand(action)));
  const rsyslog = opsbook.command('rsyslog').description('what rsyslogd would do, and its configuration in another syntax');
  rsyslog
    .command('convert')
    .description('write a configuration in another syntax, with the same meaning and its comments; what cannot be converted is said')
    .argument('<file>', 'a configuration; one that ends in .yaml or .yml is YAML; `-` is standard input')
    .addOption(new Option('--to <syntax>', 'what it becomes').choices(['rainerscript', 'yaml']).makeOptionMandatory())
    .addOption(new Option('--from <syntax>', 'what it is, where its name does not tell').choices(['rainerscript', 'yaml']))
    .option('-o, --output <file>', 'where it is written; without it, on standard output')
    .action(async (file: string, flags: ConvertFlags) => end(await convertCommand(file, flags)));
  rsyslog
    .command('try')
    .description('say what would become of a message: which rules match, what is written, and where; nothing is sent')
    .argument('<file>', 'the configuration, with what it includes')
    .argument('<message>', 'as it comes over the network, like `<13>Oct 11 22:14:15 host app: text`; `-` is one a line on standard input')
    .option('--from <host>', 'the sender: a name, an address, or `name/address`')
    .option('--ruleset <name>', 'the ruleset that gets it, instead of the default one')
    .option('--all', 'tell the filters too that do not match')
    .addOption(new Option('--format <format>', 'how it is printed').choices(['text', 'json']).default('text'))
    .action(async (file: string, message: string, flags: TryFlags) => end(await tryCommand(file, message, flags)));
  opsbook
    .command('lsp')
    .description('start the language server')
    .option('--stdio', 'speak over standard input and output (the only way there is)')
    .action(async () => end(await lspCommand(folder)));
  opsbook
    .command('completion')
    .description('print the completion for a shell, to be sourced or kept in a file')
    .argument('<shell>', completionShells.map((shell) => `\`${shell}\``).join(', '))
    .action((shell: string) => end(completionCommand(shell, opsbook)));
  return opsbook;
}

const footer = `
Begin with:
  opsbook lint                       judge the runbooks and the configuration below this folder
  opsbook plan book.md --sandbox     show what a runbook would do on the practice host; nothing happens
  opsbook run book.md --sandbox      do it there, on a throw-away copy of this machine
  opsbook help lint                  the options of a command

Exit status: 0 all is well, 1 something was found or went wrong, 2 it could not be begun, 130 a run was cancelled
`;

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
    if (error instanceof UsageError)
      process.stderr.write(
        error.message
          .split('\n')
          .map((line) => `opsbook: ${withoutAnsi(line)}\n`)
          .join(''),
      );
    else
      process.stderr.write(
        `opsbook: ${withoutAnsi(error instanceof Error ? (process.env['OPSBOOK_DEBUG'] ? (error.stack ?? error.message) : error.message) : String(error))}\n`,
      );
    return 2;
  }
}
