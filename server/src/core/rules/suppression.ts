import type { RunbookRule } from './runbook-rule.ts';

/** A comment that switches off a rule which does not exist, or which nothing there breaks. */
export const suppression: RunbookRule = {
  id: 'opsbook-suppression',
  severity: 'warning',
  summary: 'A comment switches off a rule that does not exist, or that nothing there breaks',
  why: 'A comment that outlived its reason hides the next mistake on that line, and a misspelt one hides nothing.',
  story:
    'A comment switched a rule off for one line, and the line moved up in a later change. The comment then covered another line, and its mistake was not told.',
  bad: '---\nrunbook:\n---\n\n<!-- opsbook-disable-next-line runbook-nothing-of-the-kind -->\n',
  good: '---\nrunbook:\n---\n\n<!-- opsbook-disable-next-line runbook-unclosed-fence -->\n```sh\necho\n',
};
