import type { RunbookRule } from './runbook-rule.ts';

/** A key under `runbook:` that opsbook does not know. */
export const unknownKey: RunbookRule = {
  id: 'runbook-unknown-key',
  severity: 'warning',
  summary: 'A key under `runbook:` that opsbook does not know',
  why: 'A misspelt key is read by nobody: a `max-failure: 0` that was meant as `max-failures` would let a run go on.',
  story: '`max-failure: 0` was to stop at the first host that failed. The key is `max-failures`; the run went on through forty hosts.',
  bad: '---\nrunbook:\n  max-failure: 0\n---\n',
  good: '---\nrunbook:\n  max-failures: 0\n---\n',
};
