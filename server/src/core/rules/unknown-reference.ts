import { nearest } from '../languages/values/suggest.ts';
import { attributeRecord } from '../runbook/attribute-table.ts';
import type { Block } from '../runbook/model.ts';
import { namedBlocks, type ReferenceKey, references } from '../runbook/references.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Which blocks an attribute may name. */
const wanted: Readonly<Record<ReferenceKey, { readonly kind: string; readonly fits: (block: Block) => boolean }>> = {
  fixes: { kind: 'a check', fits: (block) => block.options.check === true },
  then: { kind: 'a check', fits: (block) => block.options.check === true },
  reload: { kind: 'a step', fits: (block) => block.kind === 'step' || block.kind === 'transcript' },
  undoes: { kind: 'a block', fits: () => true },
  requires: { kind: 'a block', fits: () => true },
  when: { kind: 'a check or a file block', fits: (block) => block.options.check === true || block.kind === 'file' },
};

/** An attribute that names a block which is not there, or which is of the wrong kind. */
export const unknownReference: RunbookRule = {
  id: 'runbook-unknown-reference',
  severity: 'error',
  summary: 'An attribute names a block that is not there, or that is of the wrong kind',
  why: 'Without the check that `fixes=` names nobody knows whether there is anything to mend; without the step that `reload=` names the daemon never reads the file. Only explicit names can be referred to.',
  story:
    'The step `restart-rsyslog` was renamed to `restart`, and `reload=restart-rsyslog` stayed. The file would have been installed on every host, and read on none.',
  bad: '---\nrunbook:\n---\n\n```sh {name=mend fixes=brokn}\ntrue\n```\n\n```sh {name=broken check=true}\ntrue\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {name=broken check=true}\ntrue\n```\n\n```sh {name=mend fixes=broken}\ntrue\n```\n',
  *check({ runbook }) {
    const named = namedBlocks(runbook);
    for (const { block, key, name, span } of references(runbook)) {
      // An attribute that is read by nobody there is told as that.
      if (attributeRecord(key)?.on.includes(block.kind) !== true) continue;
      const want = wanted[key];
      const target = named.get(name);
      if (target === undefined) {
        const meant = nearest(
          name,
          [...named].filter(([, candidate]) => want.fits(candidate)).map(([word]) => word),
        );
        yield {
          span,
          message: `\`${key}\` names \`${name}\`, and no block is called so; ${meant === undefined ? `the name of ${want.kind} was expected` : `did you mean \`${meant}\`?`}`,
          fixes: meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span, text: meant }] }],
        };
      } else if (!want.fits(target)) {
        yield {
          span,
          message: `\`${key}\` names \`${name}\`, which is not ${want.kind}`,
          related: [{ span: target.infoSpan, message: `\`${name}\` is here` }],
        };
      }
    }
  },
};
