import pc from 'picocolors';
import { expect, it } from 'vitest';
import { exportHtml } from '../../../../client/src/cli/export/export-html.ts';
import { exportMarkdown } from '../../../../client/src/cli/export/export-markdown.ts';
import { report } from '../../../../client/src/cli/export/report.ts';
import { groupsText } from '../../../../client/src/cli/run/groups-text.ts';
import { toldTroubles } from '../../../../client/src/cli/run/told-troubles.ts';
import type { RunEvent, RunEventBody } from '../../../../client/src/run/events.ts';
import { fileDifference } from '../../../../client/src/run/install/file-difference.ts';
import type { Plan } from '../../../../client/src/run/plan.ts';
import { runStory } from '../../../../client/src/run/records/run-story.ts';
import { draftOf, step } from '../../../host/run/draft.ts';

const odd = '\u202e]]></pre><script>alert(1)</script><img src=x onerror=alert(2)> & "q" \u001b[31mred\u0007';
const hosts = ['h1', 'h2', 'h3'];
const place = (host: string) => ({ block: 'print', host });

/** The story of a step on three hosts: two say the same but for their names, one fails. */
function story() {
  const draft = {
    ...draftOf([step('print', `echo '${odd}'`, { targets: hosts })]),
    title: odd,
    file: `/books/${odd}.md`,
    inputs: [{ name: 'note', value: odd, secret: false }],
  } as Plan['draft'];
  const plan: Plan = { format: 1, draft, hosts: hosts.map((name) => ({ name })), files: [], notes: [], hash: 'abc' } as unknown as Plan;
  const bodies: RunEventBody[] = hosts.flatMap((host): RunEventBody[] => [
    { type: 'block-started', ...place(host) },
    { type: 'output', ...place(host), stream: 'stdout', text: `${host} says ${odd}\n` },
    ...(host === 'h3' ? [{ type: 'output' as const, ...place(host), stream: 'stderr' as const, text: `${odd}\n` }] : []),
    { type: 'block-ended', ...place(host), duration: 1, ...(host === 'h3' ? { outcome: 'failed', message: odd } : { outcome: 'ok' }) },
  ]);
  bodies.push({ type: 'host-trouble', host: 'h4', outcome: 'unreachable', message: odd });
  bodies.push({ type: 'run-ended', outcome: 'failed', exitStatus: 1, counts: { ok: 2, failed: 1 } });
  const events = bodies.map((body, seq) => ({ seq, at: seq, ...body }) as RunEvent);
  return runStory({ run: '20260402T000000000Z-0000f1', folder: '/nowhere', plan, about: undefined, text: '', events });
}

it('makes a page that loads and runs nothing, whatever was printed', () => {
  const page = exportHtml(report(story()));
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(
    [...page.matchAll(/<([a-z0-9]+)/gi)]
      .map(([, name]) => name?.toLowerCase())
      .filter((name) => /^(script|img|link|iframe|object|form|a)$/.test(name ?? '')),
  ).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/);
  expect(page.match(/&#60;script&#62;/g)?.length).toBeGreaterThan(6);
  expect(page).not.toMatch(/https?:|url\(|@import/);
  // Of every outcome's colour there is one for each scheme.
  for (const name of ['good', 'bad', 'mixed', 'text', 'page', 'box', 'in', 'out'])
    expect(page.match(new RegExp(`--${name}:`, 'g'))).toHaveLength(2);
});

it('says what stands for the names of hosts, where something does', () => {
  const told = report(story());
  expect(told.blocks[0]?.groups.map(({ hosts: names, outcome }) => [names, outcome])).toEqual([
    ['h[1-2]', 'ok'],
    ['h3', 'failed'],
  ]);
  expect(exportMarkdown(told)).toContain('`{host}` and `{address}` stand for each one’s own name and address.');
  expect(exportHtml(told)).toContain('<code>{host}</code>');
  const { ownNames: _, ...rest } = told;
  expect(exportMarkdown({ ...rest, ownNames: false })).not.toContain('stand for');
});

it('takes a host’s own name for no difference', () => {
  const colors = { ...pc.createColors(false), createColors: pc.createColors };
  const runs = story().blocks[0]?.runs ?? [];
  const text = groupsText(runs, { colors, addresses: new Map(), told: toldTroubles(), diff: fileDifference });
  expect(text).toMatch(/h3 failed print.*\n {5}against h\[1-2\]:\n {5}--- \/dev\/null\n {5}\+\+\+ stderr\n/);
  expect(text).not.toContain('+++ stdout');
  const silent = runs.map((run) => ({ ...run, stderr: '' }));
  expect(groupsText(silent, { colors, addresses: new Map(), told: toldTroubles(), diff: fileDifference })).toContain(
    '     the same output as h[1-2]\n',
  );
});
