import { hasShort } from '../shell/options.ts';
import type { ShellCommand, ShellWord } from '../shell/tree.ts';
import { commandsOf, shellSteps } from './steps/step-commands.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A secret that a step prints. */
export const printedSecret: RunbookRule = {
  id: 'runbook-printed-secret',
  severity: 'warning',
  summary: 'A step that prints a secret',
  why: 'What a step prints is shown, kept in the record and sent to whoever reads it later. The value of a secret input is masked there, as far as it is printed as it is; cut, counted or reversed it is not. A variable that only looks like a secret is not masked at all.',
  story:
    'A step had `set -x` from the day it was written. Two years later its record, with the token in a `curl` line of the trace, was attached to a ticket that the supplier could read.',
  bad: '---\nrunbook:\n  inputs:\n    token: { secret: true }\n---\n\n```sh\nset -x\ncurl -fsS -H "Authorization: Bearer $token" https://example.org/\n```\n',
  good: '---\nrunbook:\n  inputs:\n    token: { secret: true }\n---\n\n```sh\nprintf \'header = "Authorization: Bearer %s"\' "$token" | curl -fsS -K - https://example.org/\n```\n',
  *check(context) {
    const { runbook } = context;
    const secrets = new Set(runbook.frontMatter.inputs.flatMap(({ name, secret }) => (secret ? [name] : [])));
    for (const { options } of runbook.blocks) if (options.sensitive === true && options.capture !== undefined) secrets.add(options.capture);
    for (const { block, script } of shellSteps(context)) {
      if (block.options.sensitive === true) continue;
      const used = script.variables.find(({ name, kind }) => kind === 'use' && secrets.has(name));
      for (const { command, run, span } of commandsOf(block, script)) {
        const { name, values } = run;
        if (name === 'set' && used !== undefined && traces(values)) {
          yield {
            span,
            message: `\`set -x\` prints each command with its values, and \`${used.name}\` is a secret; \`sensitive=true\`, or no \`-x\`, was expected`,
          };
        } else if ((name === 'echo' || name === 'printf') && !command.caught) {
          const shown = printed(command, (variable) => secrets.has(variable) || looksSecret.test(variable));
          if (shown === undefined) continue;
          yield {
            span,
            message: secrets.has(shown)
              ? `\`${name}\` prints \`${shown}\`, which is a secret; \`sensitive=true\` on the block was expected`
              : `\`${name}\` prints \`${shown}\`, which looks like a secret and is masked nowhere; a secret input, or \`sensitive=true\`, was expected`,
          };
        } else if (used !== undefined && !command.caught && dumps(name, values)) {
          yield {
            span,
            message: `\`${name}\` prints all variables, and \`${used.name}\` is a secret; \`sensitive=true\` on the block was expected`,
          };
        }
      }
    }
  },
};

const looksSecret = /(^|_)(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY)$/i;

function traces(values: readonly string[]): boolean {
  return hasShort(values, 'x') || values.some((value, index) => value === '-o' && values[index + 1] === 'xtrace');
}

function dumps(name: string | undefined, values: readonly string[]): boolean {
  if (name === 'env' || name === 'printenv' || name === 'set') return values.length === 0;
  return (name === 'export' || name === 'declare') && values.length === 1 && values[0] === '-p';
}

/** The first variable of `command`'s words that `isSecret` knows, with its value whole: `${#x}` and `${x:+set}` tell nothing of it. */
function printed(command: ShellCommand, isSecret: (name: string) => boolean): string | undefined {
  for (const word of command.words.slice(1)) {
    for (const part of (word satisfies ShellWord).parts) {
      if (part.kind === 'variable' && isSecret(part.name) && !['#', '+', ':+', '?', ':?'].includes(part.operator)) return part.name;
    }
  }
  return undefined;
}
