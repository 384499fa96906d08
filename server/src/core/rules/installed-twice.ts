import { attributeOf, valueSpan } from '../runbook/attribute-edits.ts';
import { mayMeet } from '../runbook/host-places.ts';
import type { ReadBlock } from '../runbook/parse-runbook.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A file that two blocks install on one host. */
export const installedTwice: RunbookRule = {
  id: 'runbook-installed-twice',
  severity: 'warning',
  summary: 'A file that two blocks install whole on the same host',
  why: 'The second takes the place of the first. Each run then changes the file twice and reloads its daemon for both, so that nothing is ever `unchanged`. Parts of a file (`part=true`), blocks with `when=`, and blocks for other hosts are no such case.',
  story:
    'A block was copied for a second log and its `file=` stayed. Every run installed the first rule, reloaded, installed the second over it, reloaded again and said that all was well. The first log was never written.',
  bad: '---\nrunbook:\n---\n\n```text {name=a file=/etc/motd}\none\n```\n\n```text {name=b file=/etc/motd}\ntwo\n```\n',
  good: '---\nrunbook:\n---\n\n```text {name=a file=/etc/motd part=true}\none\n```\n\n```text {name=b file=/etc/motd part=true}\ntwo\n```\n',
  *check({ project, runbook }) {
    const before = new Map<string, ReadBlock[]>();
    for (const block of runbook.blocks) {
      const { file, part, when, excludeFromRunAll } = block.options;
      if (block.kind !== 'file' || file === undefined || when !== undefined || excludeFromRunAll === true) continue;
      const others = before.get(file) ?? [];
      before.set(file, others);
      const at = attributeOf(block, 'file');
      // A part of a file that was installed whole above is meant; the whole over a part is not.
      const other = part === true ? undefined : others.find((candidate) => mayMeet(runbook, candidate, block, project.inventory));
      if (other !== undefined && at !== undefined)
        yield {
          span: valueSpan(runbook.text, at),
          message: `\`${other.name}\` installs \`${file}\` too, and this block takes its place`,
          related: [{ span: attributeOf(other, 'file')?.span ?? other.infoSpan, message: `\`${other.name}\` is here` }],
        };
      // The first of those that meet stands for them all, so that many blocks of one file stay few to compare.
      if (other === undefined && others.length < 50) others.push(block);
    }
  },
};
