import type { RunbookRule } from './runbook-rule.ts';

/** The front matter cannot be read, or a value in it is not what its key takes. */
export const frontMatter: RunbookRule = {
  id: 'runbook-front-matter',
  severity: 'error',
  summary: 'The front matter cannot be read, or a value in it is not what its key takes',
  why: 'Targets, batches and inputs come from the front matter. What cannot be read there would be left out of a run, so a run refuses it. YAML reads `@`, `*`, `!` and `&` at the start of a value as signs of its own: a host expression is quoted.',
  story:
    '`hosts: *web` looked like a wildcard. To YAML it is the name of an anchor that nobody set, so the file could not be read, and the front matter with its inputs and batches was gone.',
  bad: '---\nrunbook:\n  timeout: soon\n---\n',
  good: '---\nrunbook:\n  timeout: 5m\n---\n',
};
