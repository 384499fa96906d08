import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatedStdout } from '../../../../client/src/ssh/gated-stdout.ts';

/** What comes of a text in pieces: greeting, output, and the words in the order that they were told in. */
async function gated(pieces: readonly string[], isEnded: boolean): Promise<{ greeting: string; out: string; told: string[] }> {
  let greeting = '';
  let out = '';
  const told: string[] = [];
  const gate = new GatedStdout(
    '#start\n',
    (text) => {
      greeting += text.toString();
    },
    () => told.push('open'),
    isEnded ? { word: '#end\n', onLast: () => told.push('last') } : undefined,
  );
  gate.on('data', (text: Buffer) => {
    out += text.toString();
  });
  for (const piece of pieces) gate.write(piece);
  gate.end();
  await new Promise((resolve) => gate.once('end', resolve));
  return { greeting, out, told };
}

const part = fc.constantFrom('#', '#start\n', '#end\n', '#sta', '#en', '\n', 'word', '#start', 'end\n');

describe('GatedStdout', () => {
  it('lets through what stands between its words, however it comes in pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(part), fc.array(fc.integer({ min: 0, max: 60 })), fc.boolean(), async (parts, cuts, isEnded) => {
        const text = parts.join('');
        const at = [0, ...cuts.toSorted((a, b) => a - b), text.length].map((each) => Math.min(each, text.length));
        const pieces = at.slice(1).map((end, index) => text.slice(at[index], end));
        const [, greeting = '', opened, behind = ''] = /^(.*?)(?:(#start\n)(.*))?$/s.exec(text) ?? [];
        const [, within = '', ended] = (isEnded ? /^(.*?)(?:(#end\n).*)?$/s.exec(behind) : undefined) ?? ['', behind];
        const told = [...(opened === undefined ? [] : ['open']), ...(ended === undefined ? [] : ['last'])];
        expect(await gated(pieces, isEnded)).toEqual({ greeting, out: within, told });
      }),
    );
  });

  it('holds nothing back that cannot be the beginning of its word', async () => {
    const heard: string[] = [];
    const gate = new GatedStdout('#start\n', (text) => heard.push(text.toString()));
    gate.write('Password: #');
    gate.write('stop #sta');
    expect(heard).toEqual(['Password: ', '#stop ']);
    gate.end();
    gate.resume();
    await new Promise((resolve) => gate.once('end', resolve));
    expect(heard.join('')).toBe('Password: #stop #sta');
  });
});
