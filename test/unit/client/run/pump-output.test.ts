import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { pumpOutput } from '../../../../client/src/run/pump-output.ts';
import { mask } from '../../../../client/src/run/values/mask.ts';

const pumped = async (chunks: readonly Buffer[], secrets: readonly string[] = []) => {
  const told: { readonly text: string; readonly bytes: Buffer | undefined }[] = [];
  const { size } = await pumpOutput(
    Readable.from(chunks),
    mask(secrets).stream(),
    0,
    async (text, bytes) => void told.push({ text, bytes }),
  );
  expect(size).toBe(Buffer.concat(chunks).length);
  return told;
};
const much = Buffer.from(`${'plain '.repeat(1000)}\n`);

it('tells the bytes of much ASCII along, in pieces of one size', async () => {
  const told = await pumped([much, Buffer.alloc(100_000, 'x')]);
  expect(told.map(({ text }) => text.length)).toEqual([6001, 65_536, 34_464]);
  for (const { text, bytes } of told) expect(bytes?.toString('utf8')).toBe(text);
});

it('joins the characters that chunks cut, before ASCII too', async () => {
  const snowman = Buffer.from('☃\n');
  const told = await pumped([Buffer.concat([much, snowman.subarray(0, 2)]), snowman.subarray(2), much, Buffer.from([0xc3]), much]);
  expect(told.map(({ text }) => text).join('')).toBe(`${much}☃\n${much}\ufffd${much}`);
  expect(told.map(({ bytes }) => bytes !== undefined)).toEqual([false, false, true, false]);
});

it('tells the bytes of what holds no secret, where one is known', async () => {
  const told = await pumped(
    [much, Buffer.concat([much, Buffer.from('hunter22 hun')]), Buffer.concat([Buffer.from('\n'), much]), much],
    ['hunter22'],
  );
  expect(told.map(({ text }) => text).join('')).toBe(`${much}${much}******** hun\n${much}${much}`);
  expect(told.map(({ text, bytes }) => bytes?.toString() === text)).toEqual([true, false, false, true]);
});

it('masks a secret across the border of two chunks of ASCII', async () => {
  const told = await pumped([Buffer.concat([much, Buffer.from('hun')]), Buffer.concat([Buffer.from('ter22'), much])], ['hunter22']);
  expect(told.map(({ text }) => text).join('')).toBe(`${much}********${much}`);
  expect(told.every(({ bytes }) => bytes === undefined)).toBe(true);
});
