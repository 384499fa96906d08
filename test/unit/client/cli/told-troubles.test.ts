import pc from 'picocolors';
import { expect, it } from 'vitest';
import { manyReporter } from '../../../../client/src/cli/run/many-reporter.ts';
import { planText } from '../../../../client/src/cli/run/plan-text.ts';
import { runReporter } from '../../../../client/src/cli/run/run-reporter.ts';
import type { RunEvent, RunEventBody } from '../../../../client/src/run/events.ts';
import type { Plan, PlanHost } from '../../../../client/src/run/plan.ts';

const colors = { ...pc.createColors(false), createColors: pc.createColors };
const why = (host: string, address: string): string => `\`${host}\` (${address}:22) cannot be reached`;
const dead = (name: string, address: string): PlanHost => ({
  name,
  address,
  port: 22,
  user: 'ops',
  trouble: { outcome: 'unreachable', message: why(name, address) },
});
const up = (name: string): PlanHost => ({ name, address: '10.0.0.9', port: 22, user: 'ops', hostKey: 'SHA256:x' });
const plan = (...hosts: readonly PlanHost[]): Plan => ({
  format: 1,
  hash: 'abc',
  notes: [],
  files: [],
  hosts,
  draft: { title: 'A test', file: 'a.md', batches: [], inputs: [], blocks: [], refusals: [] } as unknown as Plan['draft'],
});
const ended = (block: string, host: string, outcome: 'ok' | 'unreachable' | 'skipped', message?: string): RunEventBody => ({
  type: 'block-ended',
  block,
  host,
  outcome,
  duration: 0,
  ...(message !== undefined && { message }),
});
const trouble = (host: string, message: string): RunEventBody => ({ type: 'host-trouble', host, outcome: 'unreachable', message });
const printed = (reporter: ReturnType<typeof runReporter>, ...bodies: readonly RunEventBody[]): string =>
  bodies.map((body, seq) => reporter.next({ seq, at: 0, ...body } as RunEvent)).join('');

it('says of dead hosts once why they are, and counts them from there on', () => {
  const whole = plan(up('a1'), dead('a2', '10.0.0.2'), dead('a3', '10.0.0.3'), up('a4'));
  expect(planText(whole, colors)).toContain('  a[2-3] (2) unreachable: `a[2-3]` (10.0.0.[2-3]:22) cannot be reached\n');
  const reporter = manyReporter(colors, {
    addresses: new Map([
      ['a2', '10.0.0.2'],
      ['a3', '10.0.0.3'],
    ]),
  });
  const fell = (host: string): string => `\`b\` ended \`unreachable\` on \`${host}\``;
  const text = printed(
    reporter,
    { type: 'run-started', run: 'r', plan: whole },
    ...['a2', 'a3'].flatMap((host, index) => {
      const message = why(host, `10.0.0.${index + 2}`);
      return [trouble(host, message), ended('b', host, 'unreachable', message)];
    }),
    // What the plan does not know is news.
    ended('b', 'a1', 'skipped', '`c` is not healthy'),
    trouble('a4', 'it went down'),
    ended('b', 'a4', 'unreachable', 'it went down'),
    { type: 'block-done', block: 'b', hosts: [] },
    ...['a2', 'a3', 'a4'].map((host) => ended('d', host, 'skipped', fell(host))),
    ended('d', 'a1', 'skipped', '`c` is not healthy'),
    { type: 'block-done', block: 'd', hosts: [] },
  );
  expect(text).toBe(
    `  a4 unreachable: it went down
   b
   a[2-4] (3) unreachable b
   a1 skipped b: \`c\` is not healthy
   d
   a[2-4] (3) skipped d
   a1 skipped d: \`c\` is not healthy
`,
  );
});

it('says why the only host is dead once, in the plan or when it comes about', () => {
  const message = why('a2', '10.0.0.2');
  const events: readonly RunEventBody[] = [trouble('a2', message), ended('b', 'a2', 'unreachable', message)];
  const started = (host: PlanHost): RunEventBody => ({ type: 'run-started', run: 'r', plan: plan(host) });
  expect(printed(runReporter(colors), started(dead('a2', '10.0.0.2')), ...events)).toBe('   unreachable b\n');
  expect(printed(runReporter(colors), started(up('a2')), ...events)).toBe(`  a2 unreachable: ${message}\n   unreachable b\n`);
});
