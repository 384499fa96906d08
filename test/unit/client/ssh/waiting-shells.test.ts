import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { ChannelExit } from '../../../../client/src/ssh/step-channel.ts';
import { WaitingShells } from '../../../../client/src/ssh/waiting-shells.ts';

function shell(outer: string) {
  let leave: (exit: ChannelExit) => void = () => {};
  const exited = new Promise<ChannelExit>((resolve) => {
    leave = resolve;
  });
  const told = { isClosed: false };
  const close = (): void => {
    told.isClosed = true;
  };
  const channel = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough(), exited, close, kill: close };
  return { outer, channel, told, leave };
}

it('keeps one for each account, and gives it once', () => {
  const shells = new WaitingShells();
  const [a, b, c] = [shell('1'), shell('2'), shell('3')];
  shells.keep('false', a);
  shells.keep('true', b);
  shells.keep('true', c);
  expect([a, b, c].map(({ told }) => told.isClosed)).toEqual([false, false, true]);
  expect(shells.take('true')?.outer).toBe('2');
  expect(shells.take('true')).toBeUndefined();
  shells.letGo();
  expect([a, b].map(({ told }) => told.isClosed)).toEqual([true, false]);
  expect(shells.take('false')).toBeUndefined();
});

it('lets go what is not wanted: somebody waits for the session, or the connection ends', () => {
  let full = true;
  const shells = new WaitingShells(() => full);
  const [a, b, c] = [shell('1'), shell('2'), shell('3')];
  shells.keep('false', a);
  full = false;
  shells.keep('false', b);
  shells.close();
  shells.keep('false', c);
  expect([a, b, c].map(({ told }) => told.isClosed)).toEqual([true, true, true]);
});

it('gives none that has ended', async () => {
  const shells = new WaitingShells();
  const gone = shell('1');
  shells.keep('false', gone);
  gone.leave({ code: 0 });
  await gone.channel.exited;
  expect(shells.take('false')).toBeUndefined();
});
