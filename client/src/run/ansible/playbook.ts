import type { Draft, DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { endsGroup, failureLimit, type Section, sectionsOf } from '../order.ts';
import { backTasks, copyOf, fileTasks, owedOf, owedTask } from './file-tasks.ts';
import { reloadHandlers } from './handlers.ts';
import { unsafe } from './playbook-text.ts';
import { checkTasks, provingTasks, runTask, stepTasks } from './step-tasks.ts';
import {
  confirmTask,
  hostName,
  type Meaning,
  only,
  outcomeOf,
  ownHosts,
  type PlaybookOptions,
  resultOf,
  type Task,
  type Writing,
} from './writer.ts';

/** A runbook as Ansible's plays, and what each of their tasks is to the runbook, by its name. */
export interface Playbook {
  readonly plays: readonly unknown[];
  readonly meanings: ReadonlyMap<string, Meaning>;
  readonly sections: readonly Section[];
}

/** The plays of a draft that `ansibleRefusals` has nothing against: one for each section, a block's tasks at its place. */
export function playbookOf(draft: Draft, options: PlaybookOptions): Playbook {
  const all = sectionsOf(draft);
  if (typeof all === 'string') throw new Error(all);
  // Batches are one play that goes over its hosts in turns.
  const sections = all.filter(({ batch }) => batch === undefined || batch === 0);
  const writing: Writing = {
    draft,
    options,
    blocks: new Map(draft.blocks.map((block) => [block.name, block])),
    done: new Map(),
    handlers: new Map(),
    meanings: new Map(),
    written: new Set(),
    place: 0,
    hosts: [],
  };
  const plays = sections.map((section) => playOf(writing, section));
  return { plays: options.engine ? plays : [...plays, ...undoPlay(writing)], meanings: writing.meanings, sections: all };
}

function playOf(writing: Writing, section: Section): unknown {
  const { draft } = writing;
  const rolling = section.batch !== undefined && draft.batches.length > 1;
  const hosts = rolling ? draft.batches.flat() : section.hosts;
  // What ran in a play before may not have run on this one's hosts.
  for (const name of writing.done.keys()) writing.done.set(name, 'maybe');
  writing.hosts = hosts;
  writing.handlers.clear();
  const tasks: Task[] = [];
  for (const [index, block] of section.blocks.entries()) {
    writing.place = draft.blocks.indexOf(block);
    tasks.push(...placed(writing, block));
    if (block.install !== undefined && endsGroup(section.blocks, index)) tasks.push(...settled(writing, groupAt(section.blocks, index)));
  }
  return {
    name: title(draft),
    hosts: writing.options.pattern !== undefined && section.batch !== undefined ? writing.options.pattern : hosts.map(hostName),
    gather_facts: false,
    ...(rolling && { serial: sizes(draft) }),
    ...limitOf(draft, hosts.length),
    environment: environmentOf(writing),
    ...secretsOf(writing),
    tasks,
    ...(writing.handlers.size > 0 && { handlers: [...writing.handlers.values()].flat() }),
  };
}

const title = ({ title: text, file }: Draft): string => {
  const words = (text || file.slice(file.lastIndexOf('/') + 1)).replaceAll('{', '(').replaceAll('}', ')');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** `serial`: how many hosts each batch has; the last number repeats. */
function sizes({ batches }: Draft): readonly number[] {
  const numbers = batches.map(({ length }) => length);
  // The last batch may be what was left over.
  const before = numbers.at(-2);
  if (before !== undefined && (numbers.at(-1) ?? 0) < before) numbers.pop();
  while (numbers.length > 1 && numbers.at(-1) === numbers.at(-2)) numbers.pop();
  return numbers;
}

/** `max_fail_percentage` ends a play when more than this share of a batch failed. */
function limitOf(draft: Draft, hosts: number): { readonly max_fail_percentage?: number } {
  const limit = failureLimit(draft.maxFailures, hosts);
  return limit >= hosts ? {} : { max_fail_percentage: limit === 0 ? 0 : Number((((limit + 0.5) * 100) / hosts).toFixed(2)) };
}

function environmentOf({ draft, options }: Writing): Readonly<Record<string, unknown>> {
  return {
    ...Object.fromEntries(
      draft.inputs.flatMap(({ name, value, secret }) => (value === undefined || secret ? [] : [[name, unsafe(value)]])),
    ),
    OPSBOOK_HOST: '{{ opsbook_name | default(inventory_hostname) }}',
    OPSBOOK_ADDRESS: '{{ opsbook_address | default(ansible_host | default(inventory_hostname)) }}',
    OPSBOOK_PORT: '{{ opsbook_port | default(ansible_port | default(22)) }}',
    OPSBOOK_USER: "{{ opsbook_user | default(ansible_user | default(lookup('ansible.builtin.env', 'USER'))) }}",
    OPSBOOK_RUN: "{{ opsbook_run | default('ansible') }}",
    ...(options.engine && { OPSBOOK_BATCH: '1', OPSBOOK_AUTH: '', OPSBOOK_MARK: '{{ opsbook_mark }}' }),
  };
}

function secretsOf({ draft, options }: Writing): { readonly vars_prompt?: readonly unknown[] } {
  const secrets = draft.inputs.filter(({ secret }) => secret);
  if (secrets.length === 0 || options.engine) return {};
  return {
    vars_prompt: secrets.map(({ name, description }) => ({ name: `opsbook_secret_${name}`, prompt: description ?? name, private: true })),
  };
}

/** The tasks of a block at its own place: none where it was pulled ahead for certain. */
function placed(writing: Writing, block: DraftBlock): readonly Task[] {
  const before = writing.done.get(block.name);
  if (before === 'always') return [];
  const tasks = tasksOf(writing, block, before === 'maybe' ? [`${outcomeOf(block.name)} is not defined`] : [], undefined);
  writing.done.set(block.name, 'always');
  return tasks;
}

/** The tasks of a block that another one wants first, under the conditions of that. */
function pulled(writing: Writing, name: string, conditions: readonly string[], why: string): readonly Task[] {
  const block = writing.blocks.get(name);
  const before = writing.done.get(name);
  if (block === undefined || before === 'always') return [];
  const tasks = tasksOf(writing, block, [...conditions, ...(before === 'maybe' ? [`${outcomeOf(name)} is not defined`] : [])], why);
  writing.done.set(name, conditions.length === 0 ? 'always' : 'maybe');
  // A file that was pulled ahead is a group of its own.
  return block.install === undefined ? tasks : [...tasks, ...settled(writing, [block])];
}

function tasksOf(writing: Writing, block: DraftBlock, given: readonly string[], why: string | undefined): readonly Task[] {
  const conditions = [...given, ...ownHosts(writing, block)];
  const ahead: Task[] = [];
  if (block.when !== undefined) {
    const other = writing.blocks.get(block.when.name);
    if (other?.kind === 'check') ahead.push(...pulled(writing, other.name, conditions, `wanted by \`${other.name}\``));
    conditions.push(whenCondition(other, block.when));
  }
  for (const name of block.requires) {
    ahead.push(...pulled(writing, name, conditions, `required by \`${block.name}\``));
    conditions.push(`${outcomeOf(name)} | default('') in ['ok', 'unchanged', 'fixed']`);
  }
  if (block.install?.reload !== undefined) {
    ahead.push(...only(`File ${block.name}, what it owes`, conditions, [owedTask(writing, block)]));
    handlersOf(writing, block.install.reload);
  }
  if (block.fixes !== undefined) {
    ahead.push(...pulled(writing, block.fixes, conditions, `which \`${block.name}\` fixes`));
    const check = outcomeOf(block.fixes);
    conditions.push(
      block.install?.reload === undefined
        ? `${check} | default('') == 'symptom'`
        : `${check} | default('') == 'symptom' or (${check} | default('') == 'ok' and ${owedOf(block)})`,
    );
  }
  const own =
    block.kind === 'file'
      ? fileTasks(writing, block, why)
      : block.kind === 'check'
        ? checkTasks(writing, block, why)
        : stepTasks(writing, block, why);
  const kind = block.kind === 'file' ? 'File' : block.kind === 'check' ? 'Check' : 'Step';
  return [
    ...ahead,
    ...only(`${kind} ${block.name}, where it is due`, conditions, [
      ...(block.confirm === undefined ? [] : [confirmTask(writing, block)]),
      ...own,
    ]),
  ];
}

function whenCondition(other: DraftBlock | undefined, { name, not }: NonNullable<DraftBlock['when']>): string {
  if (other?.kind === 'check') return `${outcomeOf(name)} | default('') == '${not ? 'symptom' : 'ok'}'`;
  if (other?.kind === 'file') return `${not ? 'not ' : ''}(${copyOf(other)} is defined and ${copyOf(other)} is changed)`;
  return `${outcomeOf(name)} | default('') ${not ? 'not ' : ''}in ['ok', 'fixed', 'unchanged']`;
}

function handlersOf(writing: Writing, reload: string): void {
  const block = writing.blocks.get(reload);
  if (block !== undefined && !writing.handlers.has(reload)) writing.handlers.set(reload, reloadHandlers(writing, block));
}

/** The file blocks of one reload that end at `index`. */
function groupAt(blocks: readonly DraftBlock[], index: number): readonly DraftBlock[] {
  let first = index;
  while (first > 0 && blocks[first - 1]?.install !== undefined && !endsGroup(blocks, first - 1)) first--;
  return blocks.slice(first, index + 1);
}

/** After the last file block of a group: its reload, the checks that prove each, and their outcomes. */
function settled(writing: Writing, group: readonly DraftBlock[]): readonly Task[] {
  const flush = group.some(({ install }) => install?.reload !== undefined)
    ? [{ name: 'Reload what has changed or is owed', 'ansible.builtin.meta': 'flush_handlers' }]
    : [];
  return [
    ...flush,
    ...group.flatMap((block) => {
      const copied = copyOf(block);
      const conditions = [`${outcomeOf(block.name)} is not defined`, `${copied} is defined and ${copied} is not skipped`];
      return only(
        `File ${block.name}, what came of it`,
        conditions,
        provingTasks(writing, block, `${copied} is succeeded`, `(${copied}.changed | default(false)) | ternary('ok', 'unchanged')`, () =>
          backTasks(writing, block),
        ),
      );
    }),
  ];
}

/** What takes blocks back, in reverse: a play that runs only where it is asked for by its tag. */
function undoPlay(writing: Writing): readonly unknown[] {
  const { draft } = writing;
  const undoers = draft.blocks.flatMap((block) => draft.blocks.filter(({ undoes }) => undoes === block.name)).reverse();
  if (undoers.length === 0) return [];
  writing.hosts = [...new Set(undoers.flatMap(({ targets }) => targets))];
  return [
    {
      name: `Take back ${title(draft)}`,
      hosts: writing.options.pattern ?? writing.hosts.map(hostName),
      gather_facts: false,
      tags: ['never', 'undo'],
      environment: environmentOf(writing),
      ...secretsOf(writing),
      tasks: undoers.flatMap((block) =>
        only(`Undo ${block.name}, on its hosts`, ownHosts(writing, block), [
          runTask(writing, block, `Undo ${block.undoes} by ${block.name}`, { block: block.name, role: 'run' }, resultOf(block.name), {}),
        ]),
      ),
    },
  ];
}
