import { nearest } from '../languages/values/suggest.ts';
import type { Block } from '../runbook/model.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Which blocks an attribute may name. */
const wanted: Readonly<Record<string, { readonly kind: string; readonly fits: (block: Block) => boolean }>> = {
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
  bad: '---\nrunbook:\n---\n\n```sh {name=mend fixes=brokn}\ntrue\n```\n\n```sh {name=broken check=true}\ntrue\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {name=broken check=true}\ntrue\n```\n\n```sh {name=mend fixes=broken}\ntrue\n```\n',
  *check({ runbook }) {
    const named = new Map(
      runbook.blocks.filter((block) => block.explicitName && block.kind !== 'plain').map((block) => [block.name, block]),
    );
    for (const block of runbook.blocks) {
      if (block.kind === 'plain') continue;
      for (const attribute of block.attributes) {
        const want = wanted[attribute.key];
        if (want === undefined || attribute.valueSpan === undefined) continue;
        let at = attribute.valueSpan.start + (runbook.text.charAt(attribute.valueSpan.start) === '"' ? 1 : 0);
        const value = attribute.key === 'when' && attribute.value.startsWith('!') ? attribute.value.slice(1) : attribute.value;
        if (value !== attribute.value) at++;
        for (const word of attribute.key === 'requires' ? value.split(',') : [value]) {
          const name = word.trim();
          const start = at + word.indexOf(name);
          at += word.length + 1;
          if (name === '') continue;
          const span = { start, end: start + name.length };
          const target = named.get(name);
          if (target === undefined) {
            const meant = nearest(
              name,
              [...named].filter(([, candidate]) => want.fits(candidate)).map(([key]) => key),
            );
            yield {
              span,
              message: `\`${attribute.key}\` names \`${name}\`, and no block is called so; ${meant === undefined ? `the name of ${want.kind} was expected` : `did you mean \`${meant}\`?`}`,
              fixes: meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span, text: meant }] }],
            };
          } else if (!want.fits(target)) {
            yield {
              span,
              message: `\`${attribute.key}\` names \`${name}\`, which is not ${want.kind}`,
              related: [{ span: target.infoSpan, message: `\`${name}\` is here` }],
            };
          }
        }
      }
    }
  },
};
