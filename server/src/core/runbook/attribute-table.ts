import type { BlockKind } from './model.ts';

/** How the value of an attribute is read. */
export type AttributeType =
  | 'flag'
  | 'text'
  | 'name'
  | 'names'
  | 'duration'
  | 'integer'
  | 'path'
  | 'mode'
  | 'hosts'
  | 'account'
  | 'confirm'
  | 'expect'
  | 'guard'
  | 'validate'
  | 'on-failure'
  | 'when'
  | 'variable';

/** One attribute of a fence: validation, completion, hover and docs are made from it. */
export interface AttributeRecord {
  readonly key: string;
  /** `runme`: shared with Runme and read exactly as Runme reads it; it does not make a runbook. */
  readonly owner: 'opsbook' | 'runme';
  readonly type: AttributeType;
  /** Kinds of fence it belongs on. */
  readonly on: readonly BlockKind[];
  /** Whether its presence makes a document a runbook. */
  readonly marks: boolean;
  readonly description: string;
}

const runnable: readonly BlockKind[] = ['step', 'transcript'];
const file: readonly BlockKind[] = ['file'];
const acting: readonly BlockKind[] = ['step', 'transcript', 'file'];
const all: readonly BlockKind[] = ['step', 'transcript', 'file', 'config', 'expectation'];

const ours = (key: string, type: AttributeType, on: readonly BlockKind[], description: string, marks = false): AttributeRecord => ({
  key,
  owner: 'opsbook',
  type,
  on,
  marks,
  description,
});
const runme = (key: string, type: AttributeType, on: readonly BlockKind[], description: string): AttributeRecord => ({
  key,
  owner: 'runme',
  type,
  on,
  marks: false,
  description,
});

/** Every attribute that opsbook knows, its own and Runme's. */
export const attributeTable: readonly AttributeRecord[] = [
  ours('hosts', 'hosts', acting, 'Where the block runs: names, ranges, groups; `local` is this machine', true),
  ours('at', 'hosts', runnable, 'Runs on this host, once for each target, with the target in `OPSBOOK_HOST`', true),
  ours('user', 'account', acting, 'Who logs in for this block', true),
  ours('sudo', 'account', acting, '`true` is root, a name that account, `false` takes the front matter back', true),
  ours('timeout', 'duration', acting, 'How long the block may take on a host (`60s`, `5m`)'),
  ours('parallel', 'integer', acting, 'How many hosts at once for this block'),
  ours('retries', 'integer', acting, 'How often it is tried again; a check is asked until it is healthy'),
  ours('retry-delay', 'duration', acting, 'The pause between two tries'),
  ours('grace', 'duration', acting, 'The time between TERM and KILL when the block is ended'),
  ours('check', 'flag', runnable, 'It only looks and is safe at any time: exit 0 is healthy, 1–125 a symptom', true),
  ours('fixes', 'name', acting, 'The check that this block mends; it runs again afterwards', true),
  ours('then', 'name', acting, 'The check that is asked after this block, each time', true),
  ours('undoes', 'name', runnable, 'The block that this step takes back; it does not run at its place', true),
  ours('requires', 'names', acting, 'Blocks that must have gone well first', true),
  ours('when', 'when', acting, 'A check that must be healthy, or a file block that must have changed; `!` is the opposite', true),
  ours('on-failure', 'on-failure', acting, '`continue`: counted as failed, but the host goes on'),
  ours('confirm', 'confirm', acting, 'Asks once for each batch, naming the hosts', true),
  ours('expect', 'expect', runnable, 'Exit codes that are well, or a pattern standard output must hold: `0,2`, `/re/`', true),
  ours('capture', 'variable', runnable, 'Standard output becomes this variable for later steps', true),
  ours('detach', 'flag', runnable, 'It runs on when the connection goes', true),
  ours('reboot', 'flag', runnable, 'The host goes down and is awaited with another boot id', true),
  ours('guard', 'guard', acting, 'Goes back by itself unless a new login proves in time that we still get in', true),
  ours('file', 'path', file, 'Where the block belongs on the host', true),
  ours('src', 'path', file, 'Takes the bytes of this file instead, relative to the runbook'),
  ours('part', 'flag', file, 'The block is a part of the file: keyed units take the place of their like'),
  ours('replace', 'flag', file, 'Allows a whole-file block to remove most of a file that opsbook did not install'),
  ours('owner', 'account', file, 'The owner of the installed file'),
  ours('group', 'account', file, 'The group of the installed file'),
  ours('mode', 'mode', file, 'The mode of the installed file, in octal digits'),
  ours('validate', 'validate', file, 'A command that judges the candidate, `%s` in its place; `false`: none'),
  ours('reload', 'name', file, 'The step that makes the daemon read the file'),
  ours('sensitive', 'flag', acting, 'Output and differences are not shown, stored or gathered'),
  ours('strict', 'flag', runnable, '`false`: the script is not started with `set -e` and `pipefail`'),
  ours('verify', 'flag', ['transcript', 'expectation'], 'What is printed is compared with what the document shows'),
  runme('name', 'name', all, 'The name of the block, unique in the file'),
  runme('cwd', 'path', runnable, 'The working directory'),
  runme('interpreter', 'text', runnable, 'The program that reads the script'),
  runme('background', 'flag', runnable, 'Goes on while later steps run and ends with its host'),
  runme('interactive', 'flag', runnable, 'Runs in a terminal, on one target'),
  runme('promptEnv', 'text', runnable, 'Whether Runme asks for variables of the script'),
  runme('excludeFromRunAll', 'flag', acting, '`true`: it runs only when it is named'),
  runme('ignore', 'flag', all, '`true`: the fence is plain Markdown'),
  runme('transform', 'flag', all, '`false`: the fence is plain Markdown'),
  runme('tag', 'text', all, 'Words to choose blocks by'),
  runme('category', 'text', all, 'The older word for `tag`'),
  runme('terminalRows', 'integer', runnable, 'How many rows the terminal has'),
  runme('mimeType', 'text', runnable, 'How the output is shown'),
  runme('closeTerminalOnSuccess', 'flag', runnable, 'Whether the terminal closes when the step was well'),
  runme('openTerminalOnError', 'flag', runnable, 'Whether the terminal opens when the step failed'),
  runme('id', 'text', all, 'The identity that Runme gives a cell'),
];

const byKey = new Map(attributeTable.map((record) => [record.key, record]));

/** The record of an attribute, undefined if opsbook does not know it. */
export function attributeRecord(key: string): AttributeRecord | undefined {
  return byKey.get(key);
}
