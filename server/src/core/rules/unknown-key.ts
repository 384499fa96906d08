import type { RunbookRule } from './runbook-rule.ts';

/** A key under `runbook:` that opsbook does not know. */
export const unknownKey: RunbookRule = {
  id: 'runbook-unknown-key',
  severity: 'warning',
  summary: 'A key under `runbook:` that opsbook does not know',
  why: 'A misspelt key is read by nobody: a `max-failure: 0` that was meant as `max-failures` would let a run go on.',
  bad: '---\nrunbook:\n  max-failure: 0\n---\n',
  good: '---\nrunbook:\n  max-failures: 0\n---\n',
};
