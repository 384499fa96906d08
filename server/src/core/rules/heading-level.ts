import type { RunbookRule } from './runbook-rule.ts';

/** A heading that is more than one level below the one before it. */
export const headingLevel: RunbookRule = {
  id: 'runbook-heading-level',
  severity: 'info',
  summary: 'A heading that skips a level',
  why: 'The outline of the editor and of the forge, and a reader who cannot see the sizes, take the level for what the section belongs to.',
  story:
    'In an outline that jumped from the second to the fourth level the steps for going back stood under the heading of another service, and were passed over by the person who looked for them.',
  bad: '---\nrunbook:\n---\n\n# Title\n\n### Look\n',
  good: '---\nrunbook:\n---\n\n# Title\n\n## Look\n',
  *check({ runbook }) {
    let before: number | undefined;
    for (const { level, span, nested } of runbook.markdown.headings) {
      if (nested) continue;
      if (before !== undefined && level > before + 1)
        yield {
          span,
          message: `This heading is of level ${level}, and the one above it of level ${before}: level ${before + 1} was expected`,
        };
      before = level;
    }
  },
};
