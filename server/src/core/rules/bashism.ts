import type { RunbookRule } from './runbook-rule.ts';

/** What only bash understands, in a step that sh runs. */
export const bashism: RunbookRule = {
  id: 'runbook-bashism',
  severity: 'warning',
  summary: 'A step of `sh` that only bash understands',
  why: 'A step of `sh` is run by `/bin/sh`. On Debian, Ubuntu and Alpine that is dash or busybox: they refuse an array or a here-string, and take `[[` for the name of a command that is not there. Where `/bin/sh` is bash the step works, so the mistake waits for the first host where it is not.',
  story:
    'A step was written with `[[ ... ]]` and tried on a machine whose `sh` is bash. On the Debian hosts `sh` is dash: there is no such command, the condition was never true, and what it guarded was not done.',
  bad: '---\nrunbook:\n---\n\n```sh\nhosts=(lb1 lb2)\necho "${hosts[0]}"\n```\n',
  good: '---\nrunbook:\n---\n\n```bash\nhosts=(lb1 lb2)\necho "${hosts[0]}"\n```\n',
  *check({ runbook, document }) {
    for (const block of runbook.blocks) {
      const script = document.shells.get(block.index);
      const first = script?.dialect === 'sh' ? script.bashisms[0] : undefined;
      if (first === undefined) continue;
      const { start, end } = block.infoSpan;
      const at = runbook.text.slice(start, end).search(/\S/);
      const language = { start: start + at, end: start + at + block.language.length };
      const written = runbook.text.slice(language.start, language.end);
      yield {
        span: block.map.toDocument(first.span),
        message: `${first.what} is bash's, and this step is run by \`sh\`, which ${first.dash === 'refused' ? 'may refuse it' : 'may take it for something else'}; a fence of \`bash\` was expected`,
        fixes:
          at >= 0 && block.language !== '' && written === block.language && block.options.interpreter === undefined
            ? [{ title: 'Let bash run this step', certain: false, edits: [{ span: language, text: 'bash' }] }]
            : [],
      };
    }
  },
};
