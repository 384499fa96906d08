import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { unsafe } from './playbook-text.ts';
import { awaitTasks, bootTask, rebooting } from './reboot-tasks.ts';
import { stepCommand } from './step-command.ts';
import {
  fixedBy,
  manner,
  type Meaning,
  named,
  only,
  outcomeOf,
  resultOf,
  type Task,
  task,
  capturedVariable,
  capturedValue,
  type Writing,
} from './writer.ts';

/** Whether a result is what the step was to give. */
function healthy(block: DraftBlock, result: string): string {
  const script = block.script as NonNullable<DraftBlock['script']>;
  return [
    `${result}.rc | default(-1) in [${(script.expect?.codes ?? [0]).join(', ')}]`,
    ...(script.expect?.pattern === undefined ? [] : [`${result}.stdout is search(opsbook_pattern, multiline=True)`]),
    ...(script.expectOutput === undefined ? [] : [`${result}.stdout_lines | map('regex_replace', '[ \\t]+$', '') | list == opsbook_lines`]),
  ].join(' and ');
}

/** Whether a check has looked at all: any other exit status, its time and signals say that it could not. */
function looked(result: string): string {
  return `(${result}.rc | default(-1) in range(126) and ${result}.rc != 124)`;
}

/** The task that runs a block's script; `result` is where what it gave is kept. */
export function runTask(
  writing: Writing,
  block: DraftBlock,
  name: string,
  meaning: Omit<Meaning, 'place'>,
  result: string,
  parts: Readonly<Record<string, unknown>> & { readonly environment?: Readonly<Record<string, string>> },
): Task {
  const { draft, options } = writing;
  const script = block.script as NonNullable<DraftBlock['script']>;
  const captured = draft.blocks.slice(0, draft.blocks.indexOf(block)).flatMap(({ script: before }) => before?.capture ?? []);
  const { environment, ...rest } = parts;
  const variables = expectationsOf(block);
  return task(writing, name, meaning, {
    'ansible.builtin.shell': {
      cmd: unsafe(stepCommand(block)),
      ...(block.cwd !== undefined && { chdir: named(draft, block.cwd) }),
      ...(options.engine && { strip_empty_ends: false }),
      ...(script.secrets.length > 0 && { stdin: script.secrets.map((secret) => `{{ opsbook_secret_${secret} | b64encode }}\n`).join('') }),
    },
    environment: {
      OPSBOOK_STEP: block.name,
      ...Object.fromEntries(captured.map((variable) => [variable, `{{ ${capturedValue(draft, variable)} | default('') }}`])),
      ...environment,
    },
    ...(Object.keys(variables).length > 0 && { vars: variables }),
    ...manner(writing, block),
    register: result,
    changed_when: block.kind !== 'check',
    ...(block.retries > 0 && {
      until: healthy(block, result),
      retries: block.retries,
      delay: Math.ceil(block.retryDelay / 1000),
    }),
    // timeout(1) on the host ends it; this is for a host that is gone.
    timeout: Math.ceil((block.timeout + block.grace) / 1000) + 30,
    ...((script.secrets.length > 0 || block.sensitive) && !options.engine && { no_log: true }),
    ...rest,
  });
}

/** A check: it goes well with a symptom too, and fails only where it could not look. */
export function checkTasks(writing: Writing, block: DraftBlock, why?: string): readonly Task[] {
  const result = resultOf(block.name);
  const meaning = { block: block.name, ...(why !== undefined && { why }) };
  const is = healthy(block, result);
  const retried = block.retries > 0;
  const variables = expectationsOf(block);
  return [
    runTask(writing, block, `Check ${block.name}`, { ...meaning, role: 'run' }, result, {
      failed_when: `not ((${is}) or ${looked(result)})`,
      // What was tried in vain has failed, whatever `failed_when` says.
      ...((retried || block.continueOnFailure) && { ignore_errors: true }),
    }),
    ...(retried && !block.continueOnFailure
      ? [
          task(
            writing,
            `Check ${block.name} could look`,
            { ...meaning, role: 'look-failed' },
            {
              'ansible.builtin.fail': { msg: 'A check that cannot look has not looked' },
              when: `not ((${is}) or ${looked(result)})`,
              ...(Object.keys(variables).length > 0 && { vars: variables }),
            },
          ),
        ]
      : []),
    task(
      writing,
      `Outcome of ${block.name}`,
      { ...meaning, role: 'outcome' },
      {
        'ansible.builtin.set_fact': {
          [outcomeOf(block.name)]: `{{ 'ok' if ${is} else ${looked(result)} | ternary('symptom', 'failed') }}`,
        },
        ...(Object.keys(variables).length > 0 && { vars: variables }),
      },
    ),
  ];
}

function expectationsOf(block: DraftBlock): Readonly<Record<string, unknown>> {
  const { expect, expectOutput } = block.script as NonNullable<DraftBlock['script']>;
  return {
    ...(expect?.pattern !== undefined && { opsbook_pattern: unsafe(expect.pattern) }),
    ...(expectOutput !== undefined && {
      opsbook_lines: expectOutput
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => unsafe(line.replace(/[ \t\r]+$/, ''))),
    }),
  };
}

/** A step that is no check, what it gives, and the checks that prove it. */
export function stepTasks(writing: Writing, block: DraftBlock, why?: string): readonly Task[] {
  const result = resultOf(block.name);
  const meaning = { block: block.name, ...(why !== undefined && { why }) };
  const capture = block.script?.capture;
  const away = rebooting(block);
  return [
    ...(away ? [bootTask(writing, block, meaning)] : []),
    runTask(writing, block, `Step ${block.name}`, { ...meaning, role: 'run' }, result, {
      failed_when: `not (${healthy(block, result)})${capture === undefined ? '' : ` or ${result}.stdout | default('') | length > 65536`}`,
      ...(block.continueOnFailure && { ignore_errors: true }),
      // Its connection goes with the host.
      ...(away && { ignore_unreachable: true }),
    }),
    ...(away ? only(`Step ${block.name}, until the host is back`, [`${result} is not failed`], awaitTasks(writing, block, meaning)) : []),
    ...(capture === undefined
      ? []
      : [
          task(
            writing,
            `Value ${capture} of ${block.name}`,
            { ...meaning, role: 'help' },
            {
              'ansible.builtin.set_fact': { [capturedVariable(capture)]: `{{ ${result}.stdout | regex_replace('[\\r\\n]+$', '') }}` },
              ...(block.continueOnFailure && { when: `${result} is succeeded` }),
              ...(block.sensitive && !writing.options.engine && { no_log: true }),
            },
          ),
        ]),
    ...provingTasks(writing, block, away ? `${result} is not failed` : `${result} is succeeded`),
  ];
}

/** The checks after a block that went well, and its outcome. `good` is the condition under which it went well. */
export function provingTasks(
  writing: Writing,
  block: DraftBlock,
  good: string,
  outcome = "'ok'",
  back: () => readonly Task[] = () => [],
): readonly Task[] {
  const checks = [...new Set([block.then, fixedBy(writing.draft, block)].filter((name) => name !== undefined))];
  const tasks: Task[] = [];
  const goods = [good];
  for (const name of checks) {
    const check = writing.blocks.get(name);
    if (check === undefined) continue;
    const result = `opsbook_after_${resultOf(block.name).slice('opsbook_try_'.length)}_${resultOf(name).slice('opsbook_try_'.length)}`;
    tasks.push(
      runTask(
        writing,
        check,
        `Check ${name} after ${block.name}`,
        { block: name, of: block.name, role: 'again', why: `${name === block.then ? '' : 'again, '}after \`${block.name}\`` },
        result,
        {
          failed_when: `not (${healthy(check, result)})`,
          ...(block.continueOnFailure && { ignore_errors: true, when: goods.join(' and ') }),
        },
      ),
    );
    goods.push(`${result} is succeeded`);
  }
  // What a check finds wrong afterwards is taken back.
  const rescue = checks.length > 0 && !block.continueOnFailure ? back() : [];
  const proofs = rescue.length === 0 ? tasks : [{ name: `File ${block.name}, proven or taken back`, block: tasks, rescue }];
  const { fixes } = block;
  const fixed = checks.length > 0 && fixes !== undefined && checks.includes(fixes);
  const well = fixed ? `(${outcomeOf(fixes)} | default('') == 'symptom') | ternary('fixed', ${outcome})` : outcome;
  const all = goods.join(' and ');
  return [
    ...proofs,
    task(
      writing,
      `Outcome of ${block.name}`,
      { block: block.name, role: 'outcome' },
      {
        'ansible.builtin.set_fact': {
          [outcomeOf(block.name)]: block.continueOnFailure ? `{{ (${well}) if ${all} else 'failed' }}` : `{{ ${well} }}`,
          ...Object.fromEntries(
            checks.map((name) => [outcomeOf(name), block.continueOnFailure ? `{{ 'ok' if ${all} else 'symptom' }}` : 'ok']),
          ),
        },
      },
    ),
  ];
}
