import { effectiveCommand } from '../shell/effective-command.ts';
import { hasShort } from '../shell/options.ts';
import type { ShellCommand, ShellScript } from '../shell/tree.ts';
import type { Report } from '../rule.ts';
import type { ReadBlock } from '../runbook/parse-runbook.ts';
import { shellSteps, commandsOf } from './steps/step-commands.ts';
import { terminalPrograms } from './steps/terminal-programs.ts';
import type { RunbookContext, RunbookRule } from './runbook-rule.ts';

/** Variables that answer for a person. */
const answers = new Set(['DEBIAN_FRONTEND', 'EDITOR', 'VISUAL', 'SYSTEMD_EDITOR', 'GIT_EDITOR', 'PAGER', 'KUBE_EDITOR']);
const asksByItself = new Set(['apt', 'apt-get', 'aptitude']);

/** A command that waits for a terminal or an answer that a step does not have. */
export const waitsForTerminal: RunbookRule = {
  id: 'runbook-waits-for-terminal',
  severity: 'warning',
  summary: 'A command that waits for a terminal, or for an answer, which a step does not have',
  why: 'A step has no terminal, and its standard input is empty. An editor fails at once, `apt install` takes the silence for a no, `read` ends the step. What worked when it was typed by hand fails in the run. `interactive=true` gives a step a terminal, on one host.',
  story:
    '`apt install` without `-y` had worked whenever somebody typed it. In the run there was nobody to answer, apt took the silence for a no, and the hosts stayed without the package that the next step needed.',
  bad: '---\nrunbook:\n---\n\n```sh {sudo=true}\napt install haproxy\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {sudo=true}\napt install -y haproxy\n```\n',
  *check(context) {
    // What only some accounts are asked is said where steps are run, and not on pages that show commands.
    const ours = context.runbook.byContent && !context.runbook.byFencesOnly;
    for (const { block, script } of shellSteps(context)) {
      if (block.options.interactive === true) continue;
      const asked = ours ? firstSudo(block, script, context) : undefined;
      if (asked !== undefined) yield asked;
      const functions = new Set(script.functions.map(({ name }) => name));
      const set = new Set(script.variables.filter(({ kind }) => kind === 'assign').map(({ name }) => name));
      const answered = [...answers].some((name) => set.has(name));
      for (const { command, run, span } of commandsOf(block, script)) {
        const { name } = run;
        if (name === undefined || command.fed || functions.has(name) || run.wrappers.includes('xargs')) continue;
        if (name === 'read') {
          if (!readsNothing(command)) continue;
          yield {
            span,
            message: '`read` waits for a line on standard input, which is empty in a step; an input of the runbook was expected',
          };
          continue;
        }
        if (name === 'ssh') {
          const asks = sshAsks(run.values);
          if (asks !== undefined && (asks.severity === 'warning' || ours)) yield { span, ...asks };
          continue;
        }
        if (answered && !asksByItself.has(name)) continue;
        if (command.caught && paints.has(name)) continue;
        const wants = Object.hasOwn(terminalPrograms, name) ? terminalPrograms[name]?.(run) : undefined;
        if (wants === undefined || hasUnknown(command, name)) continue;
        yield {
          span,
          message: `\`${name}\` ${wants}`,
          fixes: wants.endsWith('`-y` was expected') ? yes(command, block.map) : [],
        };
      }
    }
  },
};

/** What `ssh` may ask: nobody answers about a password or a key that is not known. */
function sshAsks(values: readonly string[]): { readonly severity: 'warning' | 'info'; readonly message: string } | undefined {
  if (hasShort(values, 'NfWOGQV') || values.some((value) => /batchmode/i.test(value))) return undefined;
  let words = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as string;
    if (words === 0 && /^-[A-Za-z]/.test(value)) {
      if (/^-[BbcDEeFIiJLlmopRSw]$/.test(value)) i++;
      continue;
    }
    words++;
  }
  if (words === 0) return undefined;
  if (words === 1) {
    return {
      severity: 'warning',
      message:
        '`ssh` without a command opens a shell that reads nothing and ends; the commands behind it run here and not there: `hosts` on their block was expected',
    };
  }
  return { severity: 'info', message: '`ssh` may ask for a password or about a key, and nobody answers; `-o BatchMode=yes` was expected' };
}

/** The first `sudo` of a step that is not root's already: it asks where the account has to give a password. */
function firstSudo(block: ReadBlock, script: ShellScript, { runbook }: RunbookContext): Report | undefined {
  const sudo = block.options.sudo ?? runbook.frontMatter.sudo;
  const user = block.options.user ?? runbook.frontMatter.user;
  if ((sudo !== undefined && sudo !== false) || user === 'root') return undefined;
  for (const { words } of script.commands) {
    const first = words[0];
    if (first?.value !== 'sudo') continue;
    const values = words.slice(1).map(({ value }) => value ?? '');
    if (values.length === 0 || hasShort(values.slice(0, 1), 'nASlVkKis')) continue;
    return {
      severity: 'hint',
      span: block.map.toDocument(first.span),
      message:
        '`sudo` asks here where the account has to give a password, and nobody answers; `sudo=true` on the block, or `sudo -n`, was expected',
    };
  }
  return undefined;
}

/** Programs that only copy where their output is no terminal. */
const paints = new Set(['less', 'more', 'most']);

function readsNothing(command: ShellCommand): boolean {
  return command.inFunction === undefined && !command.words.some(({ value }) => value !== undefined && /^-[A-Za-z]*[ut]/.test(value));
}

/** An option may be in a variable (`apt $OPTIONS install x`): then nobody knows. */
function hasUnknown(command: ShellCommand, name: string): boolean {
  const { args } = effectiveCommand(command);
  if (!/^(apt|apt-get|aptitude|yum|dnf|zypper|docker|mtr|screen|tmux)$/.test(name)) return false;
  return args.some(({ parts }) => parts[0]?.kind === 'variable' && !parts[0].quoted && /opt|arg|flag|yes/i.test(parts[0].name));
}

function yes(command: ShellCommand, map: { toDocumentEdit(span: { start: number; end: number }): { start: number; end: number } }) {
  const { args } = effectiveCommand(command);
  const action = args.find(({ value }) => value !== undefined && !value.startsWith('-'));
  if (action === undefined) return [];
  const at = map.toDocumentEdit({ start: action.span.end, end: action.span.end });
  return [{ title: 'Add `-y`', certain: false, edits: [{ span: at, text: ' -y' }] }];
}
