import type { Draft, DraftRefusal, Inventory } from '../../../../server/src/core/index.ts';
import { hostPattern } from './host-pattern.ts';
import { playbookOf } from './playbook.ts';
import { playbookText } from './playbook-text.ts';
import { ansibleRefusals } from './refusals.ts';

/** A playbook's text, or why there is none. */
export type PlaybookExport = { readonly text: string } | { readonly refusals: readonly DraftRefusal[] };

/** A draft as a playbook of Ansible's, for who owns it from now on. `hosts` is the expression of its targets, where there is one. */
export function playbookExport(draft: Draft, hosts: string | undefined, inventory: Inventory): PlaybookExport {
  const missing = draft.missing
    .filter(({ secret }) => !secret)
    .map(({ name }) => ({ line: 1, message: `The input \`${name}\` has no value: \`--input ${name}=…\` was expected` }));
  const refusals = [...draft.refusals, ...missing, ...(draft.refusals.length > 0 ? [] : ansibleRefusals(draft, false))];
  if (refusals.length > 0) return { refusals };
  const pattern = hosts === undefined ? undefined : hostPattern(hosts, inventory);
  const { plays } = playbookOf(draft, { engine: false, ...(pattern !== undefined && { pattern }) });
  const names = [...new Set(draft.blocks.flatMap(({ targets }) => targets))].filter((name) => name !== 'local');
  const questions = draft.blocks.filter(({ confirm }) => confirm !== undefined).map(({ name }) => name);
  const undo = draft.blocks.some(({ undoes }) => undoes !== undefined);
  const comment = [
    `Made by opsbook from ${draft.file.slice(draft.file.lastIndexOf('/') + 1)}. Inputs stand in it as they were given.`,
    `ansible-playbook -i ${names.length > 0 && names.length <= 8 ? `${names.join(',')},` : 'INVENTORY'} THIS-FILE`,
    ...(questions.length > 0 ? [`-e opsbook_confirm=${questions.join(',')} answers for what is to be confirmed.`] : []),
    ...(undo ? ['--tags undo takes back what can be taken back.'] : []),
  ];
  return { text: playbookText(plays, comment) };
}
