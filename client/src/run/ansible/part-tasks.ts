import { isKeyed, markLines } from '../../../../server/src/core/index.ts';
import type { DraftBlock, DraftInstall } from '../../../../server/src/core/runbook/draft-types.ts';
import { shellQuote } from '../../ssh/shell-quote.ts';
import { unsafe } from './playbook-text.ts';
import { idOf, manner, type Meaning, named, type Task, task, type Writing } from './writer.ts';

/** Parts between two comment lines are Ansible's `blockinfile`, with the lines that our own engine writes. */
export const isMarked = ({ part, language }: DraftInstall): boolean => part && !isKeyed(language);

/** The lines around a part of that kind, as the module takes them. */
export function markersOf(block: DraftBlock): Readonly<Record<string, unknown>> {
  return { marker: `# opsbook ${block.name} {mark}`, marker_begin: 'begin', marker_end: 'end', create: true };
}

/** The expression of a keyed part's whole file: our own engine put the part into what it saw on that host, and handed it over in memory. */
export const mergedText = (block: DraftBlock): string => `{{ opsbook_parts[inventory_hostname][${JSON.stringify(block.name)}] }}`;

/** The expression of the path that a block's file was written to: `blockinfile` does not tell it as `copy` does. */
export function destOf(block: DraftBlock): string {
  const copied = `opsbook_copy_${idOf(block.name)}`;
  return block.install !== undefined && isMarked(block.install)
    ? `(opsbook_there_${idOf(block.name)}.stat.path | default(opsbook_path))`
    : `${copied}.dest`;
}

/** Looks whether both lines stand in the file once each, in their order, or neither does: `blockinfile` would not mind. */
export function linesTask(writing: Writing, block: DraftBlock, meaning: Omit<Meaning, 'place' | 'role'>): Task {
  const [begin, end] = markLines(block.name).map(shellQuote);
  const program = `{ l = $0; gsub(/^[ \\t\\r]+|[ \\t\\r]+$/, "", l); odd += (l == b || l == e) && l != $0 }
l == b { n++; from = NR } l == e { m++; to = NR } END { exit !(n == m && n < 2 && from <= to && !odd) }`;
  return task(
    writing,
    `File ${block.name}, the two lines around it`,
    { ...meaning, role: 'lines' },
    {
      'ansible.builtin.shell': {
        cmd: unsafe(
          `[ -e "$OPSBOOK_PART" ] || exit 0\nb=${begin} e=${end}\nawk -v b="$b" -v e="$e" '${program}' "$OPSBOOK_PART" || { printf '%s\\n' "$OPSBOOK_PART"; exit 3; }\n`,
        ),
      },
      environment: { OPSBOOK_PART: named(writing.draft, block.install?.path ?? '') },
      changed_when: false,
      ...manner(writing, block),
    },
  );
}
