import { createHash } from 'node:crypto';
import type { Draft, DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { lastFixer } from '../order.ts';
import { unsafe } from './playbook-text.ts';

/** A task as it is written to a playbook. */
export type Task = Readonly<Record<string, unknown>> & { readonly name: string };

/** What a task is to the runbook: whoever follows a run tells by it what an event means. */
export interface Meaning {
  readonly block: string;
  /** Position of the block, among those of the draft, at whose place it stands. */
  readonly place: number;
  readonly role:
    | 'run'
    | 'look-failed'
    | 'again'
    | 'confirm'
    | 'planned'
    | 'file'
    | 'copy'
    | 'now'
    | 'help'
    | 'outcome'
    | 'reload'
    | 'put-back'
    | 'reload-again'
    | 'reload-failed'
    | 'proof-failed'
    | 'lines'
    | 'boot'
    | 'going'
    | 'awaited';
  /** Why it runs, where that is not its own place. */
  readonly why?: string;
  /** The block that it runs for. */
  readonly of?: string;
}

/** What of a playbook depends on who runs it. */
export interface PlaybookOptions {
  /** Our own engine: the plan's digests are held against what is there, and nothing is hidden from it, for it masks by itself. */
  readonly engine: boolean;
  /** Ansible's pattern for the targets of the front matter; without one they are listed. */
  readonly pattern?: string;
}

/** What the tasks of a playbook are made with. */
export interface Writing {
  readonly draft: Draft;
  readonly options: PlaybookOptions;
  readonly blocks: ReadonlyMap<string, DraftBlock>;
  /** Which blocks have run when a place is come to: on every host for certain, or perhaps. */
  readonly done: Map<string, 'always' | 'maybe'>;
  readonly handlers: Map<string, readonly Task[]>;
  readonly meanings: Map<string, Meaning>;
  /** Paths that a file block before has written. */
  readonly written: Set<string>;
  place: number;
  hosts: readonly string[];
}

/** The part of a variable's name that stands for a block: unique, for Ansible's names have letters, digits and `_` alone. */
export function idOf(name: string): string {
  const id = name.toLowerCase().replace(/[^a-z0-9]/g, '_');
  return id === name ? id : `${id}_${createHash('sha256').update(name).digest('hex').slice(0, 4)}`;
}

/** The variable that holds a block's outcome on a host, or of its tasks what they gave. */
export const outcomeOf = (name: string): string => `opsbook_${idOf(name)}`;
export const resultOf = (name: string): string => `opsbook_try_${idOf(name)}`;

/** A task with a name that no other has, so that its events can be told. */
export function task(writing: Writing, name: string, meaning: Omit<Meaning, 'place'>, parts: Readonly<Record<string, unknown>>): Task {
  let unique = name;
  for (let n = 2; writing.meanings.has(unique); n++) unique = `${name} (${n})`;
  writing.meanings.set(unique, { ...meaning, place: writing.place });
  return { name: unique, ...parts };
}

/** Text with `$name` of captured values, as Ansible reads it. */
export function named(draft: Draft, text: string): unknown {
  return /\$[A-Za-z_]/.test(text)
    ? text.replace(/\$([A-Za-z_][A-Za-z0-9_]*)/g, (_, name: string) => `{{ ${capturedValue(draft, name)} }}`)
    : unsafe(text);
}

/** Whether a hole takes what the inventory says of its host. */
function isOfHosts({ blocks, hosts = {} }: Draft, name: string): boolean {
  const given = blocks.some(({ script }) => script?.capture === name);
  return !given && Object.values(hosts).some(({ variables }) => variables !== undefined && Object.hasOwn(variables, name));
}

/** The expression of a captured value: that of the only host that gave it, else the host's own; of a host's variable its name, as an inventory has it. */
export function capturedValue(draft: Draft, name: string): string {
  if (isOfHosts(draft, name)) return name;
  const giver = draft.blocks.find(({ script }) => script?.capture === name);
  const variable = capturedVariable(name);
  const [only] = giver?.targets ?? [];
  return giver?.targets.length === 1 && only !== undefined ? `hostvars['${hostName(only)}'].${variable}` : variable;
}

/** The variable that holds a captured value. */
export const capturedVariable = (name: string): string => `opsbook_value_${idOf(name)}`;

/** What Ansible calls a host. */
export function hostName(name: string): string {
  return name === 'local' ? 'localhost' : name;
}

/** The keywords that say where and as whom a block's tasks run. */
export function manner({ draft }: Writing, block: DraftBlock): Readonly<Record<string, unknown>> {
  return {
    ...(block.at !== undefined && { delegate_to: /\$/.test(block.at) ? named(draft, block.at) : hostName(block.at) }),
    ...(block.user !== undefined && { remote_user: block.user }),
    ...(block.sudo !== false && { become: true, ...(block.sudo !== true && { become_user: block.sudo }) }),
    ...(block.parallel !== undefined && { throttle: block.parallel }),
  };
}

/** Tasks that run only where all conditions hold. */
export function only(name: string, conditions: readonly string[], tasks: readonly Task[]): readonly Task[] {
  if (conditions.length === 0 || tasks.length === 0) return tasks;
  return [{ name, when: conditions, block: tasks }];
}

/** Of the hosts that the play is for, those of the block. */
export function ownHosts({ hosts }: Writing, block: DraftBlock): readonly string[] {
  if (hosts.every((host) => block.targets.includes(host))) return [];
  return [`inventory_hostname in [${block.targets.map((host) => `'${hostName(host)}'`).join(', ')}]`];
}

/** Whether what a file block changes is known only when a step has run. */
export function isUnseen(draft: Draft, { install }: Pick<DraftBlock, 'install'>): boolean {
  const secret = new Set(draft.inputs.filter((input) => input.secret).map(({ name }) => name));
  const known = (name: string): boolean => secret.has(name) || isOfHosts(draft, name);
  return install !== undefined && (/\$[A-Za-z_]/.test(install.path) || !install.holes.every(known));
}

/** Ansible has nobody to ask in AWX, so that the answer is given beforehand; without one the host goes no further. */
export function confirmTask(writing: Writing, block: DraftBlock, when?: string): Task {
  return task(
    writing,
    `Confirm ${block.name}`,
    { block: block.name, role: 'confirm' },
    {
      'ansible.builtin.assert': {
        that: [`'${block.name}' in (opsbook_confirm | default('')).split(',')`],
        fail_msg: `It was not confirmed: -e opsbook_confirm=${block.name} says that it may run`,
        quiet: true,
      },
      ...(when !== undefined && { when }),
    },
  );
}

/** The check that `block` is to be followed by, since it is the last on its hosts that fixes it. */
export function fixedBy(draft: Draft, block: DraftBlock): string | undefined {
  const { fixes } = block;
  return fixes !== undefined && block.targets.some((host) => lastFixer(draft, fixes, host) === block.name) ? fixes : undefined;
}
