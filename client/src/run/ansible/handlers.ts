import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { marksOf, topicOf, wroteOf } from './file-tasks.ts';
import { runTask } from './step-tasks.ts';
import { idOf, manner, type Task, task, type Writing } from './writer.ts';

/** The handlers of a reload: it runs; where it fails the old files go back and it runs once more, and the host is over; paid, its marks go. */
export function reloadHandlers(writing: Writing, block: DraftBlock): readonly Task[] {
  const id = idOf(block.name);
  const [result, again, wrote] = [`opsbook_reload_${id}`, `opsbook_again_${id}`, wroteOf(block.name)];
  const listen = topicOf(block.name);
  const files = writing.draft.blocks.find(({ install }) => install?.reload === block.name) ?? block;
  const asFiles = manner(writing, files);
  const last = `(${wrote} | default([]) | last | default({}))`;
  const environment = {
    OPSBOOK_OLD_FILE: `{{ ${last}.backup | default('') }}`,
    OPSBOOK_NEW_FILE: `{{ ${last}.path | default('') }}`,
  };
  const good = `${result}.rc | default(-1) in [${(block.script?.expect?.codes ?? [0]).join(', ')}]`;
  const handler = (name: string, role: 'help' | 'put-back' | 'reload-failed', parts: Readonly<Record<string, unknown>>): Task =>
    task(writing, `Reload ${block.name}, ${name}`, { block: block.name, role }, { ...parts, listen });
  return [
    runTask(writing, block, `Reload ${block.name}`, { block: block.name, role: 'reload' }, result, {
      environment,
      failed_when: `not (${good})`,
      ignore_errors: true,
      listen,
    }),
    handler('the old files go back', 'put-back', {
      'ansible.builtin.copy': { src: '{{ item.backup }}', dest: '{{ item.path }}', remote_src: true, mode: 'preserve' },
      loop: `{{ ${wrote} | default([]) | rejectattr('backup', 'equalto', '') | reverse | list }}`,
      when: `${result} is failed`,
      ...asFiles,
    }),
    handler('what was not there goes away', 'put-back', {
      'ansible.builtin.file': { path: '{{ item.path }}', state: 'absent' },
      loop: `{{ ${wrote} | default([]) | selectattr('backup', 'equalto', '') | list }}`,
      when: `${result} is failed`,
      ...asFiles,
    }),
    runTask(
      writing,
      block,
      `Reload ${block.name}, again with the old files`,
      { block: block.name, role: 'reload-again', why: 'again, with the old files back' },
      again,
      {
        environment,
        failed_when: `not (${good.replace(result, again)})`,
        ignore_errors: true,
        when: [`${result} is failed`, `${wrote} | default([]) | length > 0`],
        listen,
      },
    ),
    handler('it is paid', 'help', {
      'ansible.builtin.file': { path: '{{ item }}', state: 'absent' },
      loop: marksOf(writing, block.name),
      when: `${result} is succeeded or (${again} is not skipped and ${again} is succeeded)`,
      ...asFiles,
    }),
    handler('it failed', 'reload-failed', {
      'ansible.builtin.fail': { msg: 'taken back: the reload failed' },
      when: `${result} is failed`,
    }),
    handler('what it was for is done', 'help', { 'ansible.builtin.set_fact': { [wrote]: [] } }),
  ];
}
