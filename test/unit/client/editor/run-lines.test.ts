import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runLines } from '../../../../client/src/editor/runs/run-lines.ts';
import type { RunEvent, RunEventBody } from '../../../../client/src/run/events.ts';

const event = (body: RunEventBody): RunEvent => ({ seq: 0, at: 0, ...body });
const output = (text: string): RunEvent => event({ type: 'output', block: 'b', host: 'h', stream: 'stdout', text });
const ended = event({ type: 'block-ended', block: 'b', host: 'h', outcome: 'ok', exit: 0, duration: 1400 });

describe('runLines', () => {
  it('gives whole lines, however the output was cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', ' ', '\n', 'é', '😀') }), { maxLength: 12 }), (pieces) => {
        const lines = runLines();
        const text = [...pieces.map(output), ended].map((each) => lines.next(each)).join('');
        const all = pieces.join('');
        const body =
          all === ''
            ? ''
            : `${all
                .replace(/\n$/, '')
                .split('\n')
                .map((line) => `    ${line}`)
                .join('\n')}\n`;
        // A piece of nothing but a line end is an empty line.
        expect(text.replace(/✓.*\n$/, '').replace(/[ ]+$/gm, '')).toBe(body.replace(/[ ]+$/gm, ''));
        expect(text.endsWith('✓ b  h: ok, 1.4 s\n')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('lets nothing through that could steer a terminal or hide what is said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const lines = runLines();
        const out = [output(text), event({ type: 'note', block: 'b', host: 'h', level: 'error', message: text }), ended]
          .map((each) => lines.next(each))
          .join('');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
        expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
      { numRuns: 500 },
    );
    expect(runLines().next(output('\u001b]0;title\u0007\u001b[31mred\u001b[0m\n'))).toBe('    red\n');
  });

  it('does not hold back a line without an end for ever', () => {
    const lines = runLines();
    expect(lines.next(output('x'.repeat(4000)))).toBe('');
    expect(lines.next(output('x'.repeat(200)))).toBe(`    ${'x'.repeat(4200)}\n`);
  });

  it('does not tick what was passed over', () => {
    const why = 'a host failed, and `max-failures` allows none';
    const lines = runLines();
    const skipped = (host: string, block = 'b', message = why): string =>
      lines.next(event({ type: 'block-ended', block, host, outcome: 'skipped', message, duration: 0 }));
    // One behind the other they are told as one, when something else comes.
    expect([skipped('h2'), skipped('h1'), skipped('h10'), skipped('db', 'b', '`a` failed on `db`')]).toEqual(['', '', '', '']);
    expect(skipped('h1', 'c')).toBe(`○ b  h[1-2,10]: skipped, ${why}\n○ b  db: skipped, \`a\` failed on \`db\`\n`);
    expect(lines.next(ended)).toBe(`○ c  h1: skipped, ${why}\n✓ b  h: ok, 1.4 s\n`);
  });

  it('says why a block did not end well', () => {
    const end = (more: object): string => runLines().next({ ...ended, ...more } as RunEvent);
    expect(end({ outcome: 'failed', exit: 3 })).toBe('✗ b  h: failed, exit status 3, 1.4 s\n');
    expect(end({ outcome: 'failed', exit: 3, message: 'exit status 3' })).toBe('✗ b  h: failed, exit status 3, 1.4 s\n');
    expect(end({ outcome: 'symptom', exit: 1 })).toBe('· b  h: symptom, exit status 1, 1.4 s\n');
    expect(end({ outcome: 'cancelled', signal: 'TERM' })).toBe('✗ b  h: cancelled, signal TERM, 1.4 s\n');
  });

  it('leaves to the record what is too much for a channel, and says so once', () => {
    const lines = runLines();
    const all = Array.from({ length: 60 }, () => lines.next(output('x\n'.repeat(100)))).join('') + lines.next(ended);
    expect(all.match(/^ {4}x$/gm)?.length).toBe(5000);
    expect(all.match(/more in the Runs view/g)?.length).toBe(1);
    expect(all.endsWith('✓ b  h: ok, 1.4 s\n')).toBe(true);
  });
});
