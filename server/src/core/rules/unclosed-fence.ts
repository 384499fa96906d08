import type { RunbookRule } from './runbook-rule.ts';

/** A fence that nothing closes. */
export const unclosedFence: RunbookRule = {
  id: 'runbook-unclosed-fence',
  severity: 'error',
  summary: 'A fence that nothing closes',
  why: 'Markdown lets such a fence run to the end of the document, the quote or the list item: what was meant as text becomes part of the step. Its content is not judged and never run.',
  story:
    'A closing fence had two backticks. The rest of the page, with the steps for going back in it, became the body of the step above, and Markdown showed it in a grey box.',
  bad: '---\nrunbook:\n---\n\n```sh\nuptime\n\nMore text\n',
  good: '---\nrunbook:\n---\n\n```sh\nuptime\n```\n\nMore text\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      if (block.closed || block.kind === 'plain') continue;
      const mark = runbook.text.charAt(block.span.start).repeat(Math.max(3, block.infoSpan.start - block.span.start));
      const span = { start: block.span.start, end: block.infoSpan.end };
      yield {
        span,
        message: `This fence is never closed: \`${mark}\` on a line of its own was expected before the end of the document, quote or list item`,
      };
    }
  },
};
