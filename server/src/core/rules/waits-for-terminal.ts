import { effectiveCommand } from '../shell/effective-command.ts';
import type { ShellCommand } from '../shell/tree.ts';
import { shellSteps, commandsOf } from './steps/step-commands.ts';
import { terminalPrograms } from './steps/terminal-programs.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Variables that answer for a person. */
const answers = new Set(['DEBIAN_FRONTEND', 'EDITOR', 'VISUAL', 'SYSTEMD_EDITOR', 'GIT_EDITOR', 'PAGER', 'KUBE_EDITOR']);
const asksByItself = new Set(['apt', 'apt-get', 'aptitude']);

/** A command that waits for a terminal or an answer that a step does not have. */
export const waitsForTerminal: RunbookRule = {
  id: 'runbook-waits-for-terminal',
  severity: 'warning',
  summary: 'A command that waits for a terminal, or for an answer, which a step does not have',
  why: 'A step has no terminal, and its standard input is empty. An editor fails at once, `apt install` takes the silence for a no, `read` ends the step. What worked when it was typed by hand fails in the run. `interactive=true` gives a step a terminal, on one host.',
  bad: '---\nrunbook:\n---\n\n```sh {sudo=true}\napt install haproxy\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {sudo=true}\napt install -y haproxy\n```\n',
  *check(context) {
    for (const { block, script } of shellSteps(context)) {
      if (block.options.interactive === true) continue;
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
