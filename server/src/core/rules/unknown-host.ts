import { type HostTrouble, hostExpression } from '../inventory/host-expression.ts';
import type { Span } from '../text/span.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A host expression that cannot be read, or that names what no inventory knows. */
export const unknownHost: RunbookRule = {
  id: 'runbook-unknown-host',
  severity: 'warning',
  summary: 'A host expression that cannot be read, or that names what no inventory knows',
  why: 'A run never guesses a host: it refuses the runbook. Names come from opsbook.yaml, the inventories it names, and ssh_config; `local` and `sandbox` are always there.',
  bad: '---\nrunbook:\n  hosts: "web[3-1]"\n---\n',
  good: '---\nrunbook:\n  hosts: "sandbox"\n---\n',
  *check({ project, runbook }) {
    const judge = function* (
      text: string,
      place: Span,
      exact: boolean,
    ): Iterable<{ span: Span; message: string; severity: 'error' | 'warning' }> {
      for (const trouble of hostExpression(text, project.inventory).troubles) {
        const start = place.start + trouble.span.start;
        yield {
          span: exact ? { start, end: start + trouble.span.end - trouble.span.start } : place,
          message: trouble.message,
          severity: severityOf(trouble),
        };
      }
    };
    const { hosts, hostsSpan } = runbook.frontMatter;
    if (hosts !== undefined && hostsSpan !== undefined) {
      const source = runbook.text.slice(hostsSpan.start, hostsSpan.end);
      const inner = source.indexOf(hosts);
      yield* judge(hosts, inner === -1 ? hostsSpan : { start: hostsSpan.start + inner, end: hostsSpan.end }, inner !== -1);
    }
    for (const block of runbook.blocks) {
      if (block.kind === 'plain') continue;
      for (const { key, value, valueSpan } of block.attributes) {
        if ((key !== 'hosts' && key !== 'at') || valueSpan === undefined || (key === 'at' && value.includes('$'))) continue;
        const quoted = runbook.text.charAt(valueSpan.start) === '"';
        yield* judge(value, { start: valueSpan.start + (quoted ? 1 : 0), end: valueSpan.end }, true);
      }
    }
  },
};

function severityOf(trouble: HostTrouble): 'error' | 'warning' {
  return trouble.kind === 'syntax' || trouble.kind === 'too-many' ? 'error' : 'warning';
}
