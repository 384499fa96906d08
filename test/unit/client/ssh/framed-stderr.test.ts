import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FramedStderr } from '../../../../client/src/ssh/framed-stderr.ts';
import { GatedStdout } from '../../../../client/src/ssh/gated-stdout.ts';

/** Feeds the bytes, cut where told; what came through, what was framed, what was said before. */
async function feed(bytes: Buffer, cuts: readonly number[]): Promise<{ text: string; frames: string[]; greeting: string }> {
  const frames: string[] = [];
  const greeting: Buffer[] = [];
  const stream = new FramedStderr(
    'abc',
    (line, body) => frames.push(body.length > 0 ? `${line}|${body.toString('latin1')}` : line),
    (text) => greeting.push(text),
  );
  const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
  for (let index = 1; index < at.length; index++) stream.write(bytes.subarray(at[index - 1], at[index]));
  stream.end();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return { text: Buffer.concat(parts).toString('latin1'), frames, greeting: Buffer.concat(greeting).toString('latin1') };
}

describe('FramedStderr', () => {
  it('takes the frames out, wherever the stream is cut', async () => {
    const piece = fc.oneof(
      fc.constantFrom('x', '\x1e', '\x1ea', '\x1eab', '\x1eabc', '\x1eabd y\n', '\n', 'line\n', '\x1e\x1e'),
      fc.constantFrom('one', 'left 12 sleep').map((line) => ({ line })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), fc.array(fc.nat(120), { maxLength: 12 }), async (pieces, cuts) => {
        // A text that ends in a prefix of a frame would make another frame of what follows; that is not what is asked here.
        fc.pre(!pieces.some((each, index) => each === '\x1eabc' && typeof pieces[index + 1] === 'string'));
        const text = pieces.map((each) => (typeof each === 'string' ? each : `\x1eabc ${each.line}\n`)).join('');
        const found = await feed(Buffer.from(`hello\x1eabc start 1\n${text}`, 'latin1'), cuts);
        expect(found.greeting).toBe('hello');
        expect(found.text).toBe(pieces.map((each) => (typeof each === 'string' ? each : '')).join(''));
        expect(found.frames).toEqual(['start 1', ...pieces.flatMap((each) => (typeof each === 'string' ? [] : [each.line]))]);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what stands between `report` and `end` as its body', async () => {
    const found = await feed(Buffer.from('\x1eabc start 1\nout\x1eabc report 0 -\n3\n0\nA=1\x1eabc end\nafter', 'latin1'), [9, 30]);
    expect(found).toEqual({ text: 'outafter', frames: ['start 1', 'report 0 -|3\n0\nA=1'], greeting: '' });
  });
});

describe('GatedStdout', () => {
  it('lets through what follows the start, wherever the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), fc.array(fc.nat(80), { maxLength: 6 }), async (before, after, cuts) => {
        const bytes = Buffer.from(`${before}\x1eabc start\n${after}`);
        const greeting: Buffer[] = [];
        const stream = new GatedStdout('\x1eabc start\n', (text) => greeting.push(text));
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        for (let index = 1; index < at.length; index++) stream.write(bytes.subarray(at[index - 1], at[index]));
        stream.end();
        const parts: Buffer[] = [];
        for await (const part of stream) parts.push(part as Buffer);
        expect(Buffer.concat(parts).toString()).toBe(after);
        expect(Buffer.concat(greeting).toString()).toBe(before);
      }),
      { numRuns: 300 },
    );
  });
  it('ends with the last word where there is one, wherever the stream is cut', async () => {
    const text = fc.array(fc.constantFrom('\x1e', '\x1eabc e', 'a', 'b', 'c', ' ', '\n'), { maxLength: 40 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.option(text), fc.array(fc.nat(80), { maxLength: 6 }), async (inside, behind, cuts) => {
        const bytes = Buffer.from(`\x1eabc start\n${inside}${behind === null ? '' : `\x1eabc end\n${behind}`}`);
        let told = 0;
        const stream = new GatedStdout('\x1eabc start\n', () => {}, undefined, { word: '\x1eabc end\n', onLast: () => told++ });
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length];
        for (let index = 1; index < at.length; index++) stream.write(bytes.subarray(at[index - 1], at[index]));
        stream.end();
        const parts: Buffer[] = [];
        for await (const part of stream) parts.push(part as Buffer);
        expect([Buffer.concat(parts).toString(), told]).toEqual([inside, behind === null ? 0 : 1]);
      }),
      { numRuns: 300 },
    );
  });
});
