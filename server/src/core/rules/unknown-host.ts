import { type HostTrouble, hostExpression } from '../inventory/host-expression.ts';
import { hostPlaces } from '../runbook/host-places.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A host expression that cannot be read, or that names what no inventory knows. */
export const unknownHost: RunbookRule = {
  id: 'runbook-unknown-host',
  severity: 'warning',
  summary: 'A host expression that cannot be read, or that names what no inventory knows',
  why: 'A run never guesses a host: it refuses the runbook. Names come from opsbook.yaml, the inventories it names, and ssh_config; `local` and `sandbox` are always there.',
  story: 'A host was renamed from `db-old` to `db1`. The runbook named `db-old` until the night it was needed, and then refused to run.',
  bad: '---\nrunbook:\n  hosts: "web[3-1]"\n---\n',
  good: '---\nrunbook:\n  hosts: "sandbox"\n---\n',
  *check({ project, runbook }) {
    for (const place of hostPlaces(runbook)) {
      for (const trouble of hostExpression(place.text, project.inventory).troubles) {
        const start = place.span.start + trouble.span.start;
        yield {
          span: place.exact ? { start, end: start + trouble.span.end - trouble.span.start } : place.span,
          message: trouble.message,
          severity: severityOf(trouble),
        };
      }
    }
  },
};

function severityOf(trouble: HostTrouble): 'error' | 'warning' {
  return trouble.kind === 'syntax' || trouble.kind === 'too-many' ? 'error' : 'warning';
}
