import { expect, it } from 'vitest';
import { underWay } from '../../../../client/src/cli/run/under-way.ts';
import { timeText } from '../../../../client/src/cli/run/words.ts';
import type { RunEvent, RunEventBody } from '../../../../client/src/run/events.ts';
import type { Plan } from '../../../../client/src/run/plan.ts';

const file = (host: string, state: string) => ({ block: 'conf', host, path: '/etc/real.conf', state, diff: '' });
const plan = {
  draft: {
    blocks: [{ name: 'conf', install: { path: '/etc/conf' } }, { name: 'change' }, { name: 'undo', undoes: 'change' }, { name: 'plain' }],
  },
  files: [file('h1', 'changed'), file('h2', 'changed'), file('h3', 'new')],
} as unknown as Plan;
const began = (block: string, host: string): RunEventBody => ({ type: 'block-started', block, host });
const armed = (block: string, host: string, goesBackAt: number): RunEventBody => ({
  type: 'note',
  level: 'info',
  message: 'armed',
  block,
  host,
  goesBackAt,
});
const ended = (block: string, host: string): RunEventBody => ({ type: 'block-ended', block, host, outcome: 'ok', duration: 0 });
const left = (now: number, ...bodies: readonly RunEventBody[]): readonly string[] => {
  const going = underWay(plan);
  for (const [seq, body] of bodies.entries()) going.next({ seq, at: 0, ...body } as RunEvent);
  return going.lines(now);
};
const unless = 'unless a new login has proven that one still gets in';

it('says nothing where all has ended', () => {
  expect(left(0)).toEqual([]);
  expect(left(0, began('conf', 'h1'), armed('conf', 'h1', 9), ended('conf', 'h1'))).toEqual([]);
});

it('names what may still be running, hosts folded', () => {
  expect(left(0, began('plain', 'h1'), began('plain', 'h2'), began('conf', 'h9'), began('plain', 'h3'), ended('plain', 'h2'))).toEqual([
    'this may still be running: plain on h[1,3], conf on h9',
  ]);
});

it('says of each armed switch what its host does by itself, and when; hosts of which the same is said together', () => {
  const at = Date.UTC(2026, 0, 2, 3, 4, 5);
  expect(
    left(
      at - 9500,
      ...['h1', 'h2', 'h3'].flatMap((host) => [began('conf', host), armed('conf', host, at)]),
      began('change', 'h4'),
      armed('change', 'h4', at - 60_000),
      ...[began('conf', 'h5'), ended('conf', 'h5'), armed('conf', 'h5', at)],
    ),
  ).toEqual([
    'this may still be running: conf on h[1-3], change on h4',
    `\`conf\` on h[1-2]: the host itself puts the old \`/etc/real.conf\` back, at ${timeText(at)}, in 10 s, at the latest, ${unless}`,
    `\`conf\` on h3: the host itself takes \`/etc/real.conf\` away again, at ${timeText(at)}, in 10 s, at the latest, ${unless}`,
    `\`conf\` on h5: the host itself puts what this run wrote at \`/etc/conf\` in place again, at ${timeText(at)}, in 10 s, at the latest, ${unless}`,
    `\`change\` on h4: the host itself takes it back with \`undo\`, since ${timeText(at - 60_000)}, ${unless}`,
  ]);
});
