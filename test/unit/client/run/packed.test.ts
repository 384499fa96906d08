import { expect, it } from 'vitest';
import type { RunEvent } from '../../../../client/src/run/events.ts';
import type { Plan, PlanFile } from '../../../../client/src/run/plan.ts';
import { eventPacker, eventUnpacker, packedPlan, unpackedPlan } from '../../../../client/src/run/records/packed.ts';

const long = (letter: string): string => `--- /etc/x\n+++ /etc/x\n+${letter.repeat(1000)}\n`;
const entry = (host: string, diff: string): PlanFile => ({ block: 'put', host, path: '/etc/x', state: 'changed', diff });
const plan = {
  format: 1,
  draft: { blocks: [] },
  hosts: [],
  files: [entry('a', long('x')), entry('b', long('y')), entry('c', long('x')), entry('d', ''), entry('e', long('y'))],
  notes: [],
  hash: '0',
} as unknown as Plan;
const difference = (host: string, diff: string): RunEvent => ({
  seq: 1,
  at: 0,
  type: 'difference',
  block: 'put',
  host,
  path: '/etc/x',
  diff,
});

it('a file holds a difference of many hosts once, and is read as it was', () => {
  const written = JSON.stringify(packedPlan(plan));
  expect(written.split('x'.repeat(1000))).toHaveLength(2);
  expect(written.split('y'.repeat(1000))).toHaveLength(2);
  expect(unpackedPlan(JSON.parse(written))).toEqual(plan);
  expect(unpackedPlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
});

it('an event leaves out what its plan tells, and nothing else', () => {
  const events: RunEvent[] = [
    { seq: 0, at: 0, type: 'run-started', run: 'r', plan },
    difference('a', long('x')),
    difference('b', long('z')),
    difference('nobody', long('x')),
    difference('e', long('y')),
  ];
  const lines = events.map((event) => JSON.stringify(eventPacker(plan)(event)));
  expect(lines.map((line) => line.includes('"diff":"---'))).toEqual([true, false, true, true, false]);
  const unpacked = eventUnpacker();
  expect(lines.map(unpacked)).toEqual(events);
  const whole = eventUnpacker();
  expect(events.map((event) => whole(JSON.stringify(event)))).toEqual(events);
});

it('a difference without the plan that tells it is empty', () => {
  const [line = ''] = [difference('a', long('x'))].map((event) => JSON.stringify(eventPacker(plan)(event)));
  expect(eventUnpacker()(line)).toMatchObject({ type: 'difference', host: 'a', diff: '' });
});
