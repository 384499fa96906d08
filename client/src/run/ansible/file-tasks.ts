import { createHash } from 'node:crypto';
import { deploymentOf } from '../../../../server/src/core/index.ts';
import type { DraftBlock, DraftInstall } from '../../../../server/src/core/runbook/draft-types.ts';
import { shellQuote } from '../../ssh/shell-quote.ts';
import { destOf, isMarked, linesTask, markersOf, mergedText } from './part-tasks.ts';
import { unsafe } from './playbook-text.ts';
import { runTask } from './step-tasks.ts';
import { confirmTask, idOf, isUnseen, manner, named, type Task, task, capturedValue, type Writing } from './writer.ts';

/** Where a host keeps what is owed to a daemon, as our own installs do. */
export function owedFolder(block: DraftBlock): string {
  return block.sudo === true ? '/var/lib/opsbook/owed' : '~/.local/state/opsbook/owed';
}

/** The mark of an owed reload: the same file that our own engine looks for (`key` of its scripts). */
function markOf(block: DraftBlock): string {
  const { path } = block.install as DraftInstall;
  return `${owedFolder(block)}/${createHash('sha256').update(path).digest('hex').slice(0, 16)}-${path.slice(path.lastIndexOf('/') + 1, path.length).slice(0, 80)}`;
}

/** Looks whether the reload of a file block is owed from an earlier run; `owedOf` is the condition that tells. */
export function owedTask(writing: Writing, block: DraftBlock): Task {
  return task(
    writing,
    `File ${block.name}, is a reload owed`,
    { block: block.name, role: 'help' },
    {
      'ansible.builtin.stat': { path: markOf(block) },
      register: `opsbook_owed_${idOf(block.name)}`,
      ...manner(writing, block),
    },
  );
}
export const owedOf = (block: DraftBlock): string => `opsbook_owed_${idOf(block.name)}.stat.exists`;

/** The variable with what copying a block's file gave. */
export const copyOf = (block: DraftBlock): string => `opsbook_copy_${idOf(block.name)}`;

/** The tasks that put a file in place and notify its reload; the reload and the outcome follow after the last file of its group. */
export function fileTasks(writing: Writing, block: DraftBlock, why?: string): readonly Task[] {
  const { draft, options } = writing;
  const install = block.install as DraftInstall;
  const id = idOf(block.name);
  const meaning = { block: block.name, ...(why !== undefined && { why }) };
  const as = manner(writing, block);
  const help = (name: string, parts: Readonly<Record<string, unknown>>): Task =>
    task(writing, `File ${block.name}, ${name}`, { ...meaning, role: 'help' }, { ...parts, ...as });
  const path = named(draft, install.path);
  const there = `opsbook_there_${id}`;
  const copied = copyOf(block);
  const hidden = block.sensitive && !options.engine ? { no_log: true } : {};
  const secret = { ...(block.sensitive && { diff: false }), ...hidden };
  const marked = isMarked(install);
  const { content, vars } = install.part && !marked ? { content: mergedText(block), vars: undefined } : contentOf(writing, install);
  const filled = vars === undefined ? {} : { vars };
  const module = marked ? 'ansible.builtin.blockinfile' : 'ansible.builtin.copy';
  const copy = {
    ...(marked ? { block: content, path, ...markersOf(block) } : { content, dest: path, follow: true }),
    ...(install.owner !== undefined && { owner: named(draft, install.owner) }),
    ...(install.group !== undefined && { group: named(draft, install.group) }),
    mode: install.mode?.padStart(4, '0') ?? `{{ ${there}.stat.mode | default('0644') }}`,
    backup: true,
    ...validation(install),
  };
  const first = task(
    writing,
    `File ${block.name}, what is there`,
    { ...meaning, role: 'file' },
    {
      'ansible.builtin.stat': { path, follow: true, checksum_algorithm: 'sha256' },
      register: there,
      ...as,
    },
  );
  const planned =
    options.engine && !writing.written.has(install.path)
      ? [
          task(
            writing,
            `File ${block.name}, as the plan saw it`,
            { ...meaning, role: 'planned' },
            {
              'ansible.builtin.assert': {
                that: [
                  `opsbook_planned[${JSON.stringify(block.name)}] | default('any') in ['any', ${there}.stat.checksum | default('none')]`,
                ],
                fail_msg: 'changed since the plan',
                quiet: true,
              },
            },
          ),
        ]
      : [];
  writing.written.add(install.path);
  const now = options.engine
    ? [
        task(
          writing,
          `File ${block.name}, what is there now`,
          { ...meaning, role: 'now' },
          {
            'ansible.builtin.stat': { path, follow: true, checksum_algorithm: 'sha256' },
            when: `${copied} is changed`,
            ...as,
          },
        ),
      ]
    : [];
  const { reload } = install;
  const put = (extra: Readonly<Record<string, unknown>>): Task =>
    task(
      writing,
      `File ${block.name}`,
      { ...meaning, role: 'copy' },
      { [module]: copy, ...filled, register: copied, ...extra, ...secret, ...as },
    );
  const would = `opsbook_would_${id}`;
  const where = whereOf(writing, block);
  const asked = options.engine && block.confirm === undefined && isUnseen(draft, block);
  const before = [
    first,
    ...planned,
    ...(marked ? [linesTask(writing, block, meaning)] : []),
    ...plainValues(writing, block).map((parts) => help('its values are of one line', parts)),
    ...(reload === undefined && !asked
      ? []
      : [help('would it change', { [module]: copy, ...filled, register: would, check_mode: true, diff: false, ...hidden })]),
    ...(asked ? [confirmTask(writing, block, `${would} is changed`)] : []),
  ];
  if (reload === undefined) return [...before, put({}), ...now];
  const mark = markOf(block);
  const owed = owedOf(block);
  const topic = topicOf(reload);
  const wrote = wroteOf(reload);
  return [
    ...before,
    {
      name: `File ${block.name}, with its reload owed until it is paid`,
      block: [
        help('the folder of what is owed', {
          'ansible.builtin.file': { path: owedFolder(block), state: 'directory', mode: '0700' },
          when: `${would} is changed`,
        }),
        help('the reload is owed from here on', {
          'ansible.builtin.copy': { content: unsafe(`${reload} ${install.path}\n`), dest: mark, mode: '0600' },
          when: `${would} is changed`,
        }),
        put({ notify: topic }),
      ],
      rescue: [
        help('nothing was changed, so nothing more is owed', {
          'ansible.builtin.file': { path: mark, state: 'absent' },
          when: `not ${owed}`,
        }),
        help('it could not be put in place', {
          'ansible.builtin.fail': {
            msg: "{{ ansible_failed_result.msg | default('it failed') }} {{ ansible_failed_result.stderr | default('') }}",
          },
        }),
      ],
    },
    ...now,
    help('its reload is owed from an earlier run', {
      'ansible.builtin.debug': { msg: `The reload is owed: ${reload}` },
      changed_when: true,
      notify: topic,
      when: [owed, `${copied} is not changed`],
    }),
    help('what the reload is for', {
      'ansible.builtin.set_fact': {
        [wrote]: `{{ ${wrote} | default([]) + ([{'path': ${destOf(block)}, 'backup': ${copied}.backup_file | default('')}] if ${copied}.changed | default(false) else []) }}`,
      },
      ...where,
    }),
  ];
}

/** What takes a file back after it was put in place: the old one, or none, its reload once more, and the end of the host. */
export function backTasks(writing: Writing, block: DraftBlock): readonly Task[] {
  const copied = copyOf(block);
  const as = { ...whereOf(writing, block), ...manner(writing, block) };
  const dest = destOf(block);
  const reload = writing.blocks.get(block.install?.reload ?? '');
  const put = (name: string, role: 'put-back' | 'proof-failed', parts: Readonly<Record<string, unknown>>): Task =>
    task(writing, `File ${block.name}, ${name}`, { block: block.name, role }, parts);
  return [
    put('the old one goes back', 'put-back', {
      'ansible.builtin.copy': { src: `{{ ${copied}.backup_file }}`, dest: `{{ ${dest} }}`, remote_src: true, mode: 'preserve' },
      when: [`${copied} is changed`, `${copied}.backup_file is defined`],
      ...as,
    }),
    put('what was not there before goes away', 'put-back', {
      'ansible.builtin.file': { path: `{{ ${dest} }}`, state: 'absent' },
      when: [`${copied} is changed`, `${copied}.backup_file is not defined`],
      ...as,
    }),
    ...(reload === undefined
      ? []
      : [
          runTask(
            writing,
            reload,
            `Reload ${reload.name}, again since ${block.name} went back`,
            { block: reload.name, role: 'reload-again', why: 'again, with the old files back' },
            `opsbook_again_${idOf(reload.name)}`,
            { ignore_errors: true, failed_when: `opsbook_again_${idOf(reload.name)}.rc | default(-1) != 0`, when: `${copied} is changed` },
          ),
        ]),
    put('its check failed', 'proof-failed', { 'ansible.builtin.fail': { msg: 'taken back: its check failed' } }),
  ];
}

/** What `destOf` needs. */
function whereOf({ draft }: Writing, { install }: DraftBlock): { readonly vars?: unknown } {
  return install !== undefined && isMarked(install) ? { vars: { opsbook_path: named(draft, install.path) } } : {};
}

/** A value in a hole is of one line, as in our own engine. */
function plainValues({ draft }: Writing, { install }: DraftBlock): readonly Readonly<Record<string, unknown>>[] {
  const given = new Set(draft.blocks.flatMap(({ script }) => script?.capture ?? []));
  const names = (install?.holes ?? []).filter((name) => given.has(name));
  if (names.length === 0) return [];
  return [
    {
      'ansible.builtin.assert': {
        that: names.map((name) => `${capturedValue(draft, name)} is not search('[\\x00-\\x1f\\x7f]')`),
        fail_msg: 'a value in it holds a line break or a control character',
        quiet: true,
      },
    },
  ];
}

/** What the handlers of a reload listen to, and the files that it is for. */
export const topicOf = (reload: string): string => `reload ${reload}`;
export const wroteOf = (reload: string): string => `opsbook_wrote_${idOf(reload)}`;

/** The marks that a paid reload takes away. */
export function marksOf(writing: Writing, reload: string): readonly string[] {
  return [...new Set(writing.draft.blocks.filter(({ install }) => install?.reload === reload).map(markOf))];
}

/** The text with each hole filled: what stands between them are variables, so that nothing of it is evaluated. A text without holes stands as it is. */
function contentOf({ draft }: Writing, install: DraftInstall): { readonly content: unknown; readonly vars?: unknown } {
  if (install.holes.length === 0) return { content: unsafe(install.text) };
  const secrets = new Set(draft.inputs.filter(({ secret }) => secret).map(({ name }) => name));
  const texts: string[] = [''];
  const words: string[] = ['opsbook_text.0'];
  for (const [index, part] of install.text.split(/(\{\{[ \t]*[A-Za-z_][A-Za-z0-9_]*[ \t]*\}\})/).entries()) {
    const name = index % 2 === 1 ? part.replace(/[{} \t]/g, '') : '';
    if (!install.holes.includes(name)) {
      texts.push(`${texts.pop()}${part}`);
      continue;
    }
    words.push(secrets.has(name) ? `opsbook_secret_${name}` : capturedValue(draft, name), `opsbook_text.${texts.length}`);
    texts.push('');
  }
  return { content: `{{ ${words.join(' ~ ')} }}`, vars: { opsbook_text: texts.map(unsafe) } };
}

/** The judgement of the candidate: the block's own command, or that of its language's daemon over the whole configuration. */
function validation(install: DraftInstall): { readonly validate?: unknown } {
  if (install.validate === false) return {};
  if (typeof install.validate === 'string') {
    const plain = /^[A-Za-z0-9_./= -]*%s[A-Za-z0-9_./= -]*$/.test(install.validate);
    return { validate: plain ? unsafe(install.validate) : packed(install.validate.replaceAll('%s', '"$1"')) };
  }
  const script = deploymentOf(install.language)?.validate;
  if (script === undefined || /\$[A-Za-z_]/.test(install.path)) return {};
  // A daemon that is not there (2) judges nothing.
  return {
    validate: packed(
      `OPSBOOK_CANDIDATE=$1 OPSBOOK_TARGET=${shellQuote(install.path)}; export OPSBOOK_CANDIDATE OPSBOOK_TARGET\n( ${script}\n) </dev/null; c=$?; [ "$c" = 2 ] || exit "$c"\n`,
    ),
  };
}

/** Ansible splits such a command into words and puts in environment variables (`run_command` of its basic.py): a script comes through it only packed. */
function packed(script: string): unknown {
  const lines = Buffer.from(script, 'utf8')
    .toString('base64')
    .replace(/.{100}/g, '$&\n');
  return unsafe(`sh -c 'eval "$(base64 -d <<END\n${lines}\nEND\n)"' opsbook %s`);
}
