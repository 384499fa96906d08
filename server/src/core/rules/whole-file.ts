import { addAttribute, attributeOf, valueSpan } from '../runbook/attribute-edits.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Files that belong to the machine as a whole: what else stands in them is needed to boot it or to reach it. */
const shared: Readonly<Record<string, string>> = {
  '/etc/fstab': 'what else it mounts is gone at the next boot',
  '/etc/ssh/sshd_config': 'who may log in, and how, is decided by these lines alone',
  '/etc/network/interfaces': 'what else it brings up is gone',
};

/** A block that would replace the whole of a file which the machine shares. */
export const wholeFile: RunbookRule = {
  id: 'runbook-whole-file',
  severity: 'warning',
  summary: 'A block that is the whole of `/etc/fstab`, `sshd_config` or `interfaces`, and does not say that this is meant',
  why: 'A block with `file=` is the whole file. In these three other things stand that the machine needs: its root, the way in, its own address. `part=true` changes only what the block names; `replace=true` says that the whole is meant. A run refuses to take more than half of the lines out of a file that opsbook did not install unless `replace=true` says so.',
  story:
    'A runbook added one NFS mount with a block for `/etc/fstab`. The file was then that one line. Nothing happened until the next kernel update: the machine came up with its root read-only and without `/home`.',
  bad: '---\nrunbook:\n---\n\n```text {file=/etc/fstab}\nnas:/srv /srv nfs defaults 0 0\n```\n',
  good: '---\nrunbook:\n---\n\n```text {name=srv file=/etc/fstab part=true}\nnas:/srv /srv nfs defaults 0 0\n```\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      const { file, part, replace } = block.options;
      if (block.kind !== 'file' || file === undefined || part !== undefined || replace !== undefined) continue;
      const loses = Object.hasOwn(shared, file) ? shared[file] : undefined;
      const at = attributeOf(block, 'file');
      if (loses === undefined || at === undefined) continue;
      const fix = (title: string, key: string) => ({ title, certain: false, edits: [addAttribute(runbook.text, block, key, 'true')] });
      yield {
        span: valueSpan(runbook.text, at),
        message: `This block is the whole of \`${file}\`: ${loses}. \`part=true\` or \`replace=true\` was expected`,
        fixes: [fix('Change only a part of it (`part=true`)', 'part'), fix('The whole is meant (`replace=true`)', 'replace')],
      };
    }
  },
};
