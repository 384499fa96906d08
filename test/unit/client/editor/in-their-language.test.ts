import { readdirSync, readFileSync } from 'node:fs';
import { config } from '@vscode/l10n';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventInTheirLanguage, inTheirLanguage } from '../../../../client/src/editor/words/in-their-language.ts';

const root = new URL('../../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The sentences of a source file that `before` leads to: a text or a template, its holes filled. */
function sentencesIn(path: string, before: RegExp): readonly string[] {
  const quoted = /(?:`((?:\\.|[^`\\])*)`|'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)")/;
  return [...read(path).matchAll(new RegExp(`${before.source}${quoted.source}`, 'g'))].map(([, template, single, double]) =>
    (template ?? single ?? double ?? '').replace(/\$\{(?:[^{}`]|\{[^{}]*\}|`[^`]*`)*\}/g, 'xx').replace(/\\(.)/g, '$1'),
  );
}

beforeAll(() => {
  const texts = JSON.parse(read('l10n/bundle.l10n.json')) as Record<string, string>;
  config({ contents: Object.fromEntries(Object.keys(texts).map((text) => [text, `«${text}»`])) });
});
afterAll(() => config({ contents: {} }));

describe('what core and the runner say', () => {
  it('is said in the language of the editor, with what is filled in', () => {
    expect(inTheirLanguage('$(play) Run on web[1-3]')).toBe('«$(play) Run on web[1-3]»');
    expect(inTheirLanguage('`rm` deletes `/` where `x` is empty; `${x:?}` was expected')).toMatch(/^«`rm` deletes `\/`.*`\$\{x:\?\}`/);
  });

  it('is left as it is where no translation knows it', () => {
    expect(inTheirLanguage('ssh: no route to host')).toBe('ssh: no route to host');
    expect(inTheirLanguage('Plan B')).toBe('Plan B');
  });

  it('is said in their language where several sentences, or one in another, were put together', () => {
    const said = '`lb1` (192.0.2.1:22) cannot be reached: nothing listens there (connection refused)';
    expect(inTheirLanguage(said)).toBe('«`lb1` (192.0.2.1:22) cannot be reached: «nothing listens there (connection refused)»»');
    expect(inTheirLanguage('exit status 3; 0 or 1 was expected')).toBe('«exit status 3»; «0 or 1 was expected»');
    expect(inTheirLanguage('owner root becomes www; bad; mode 0600 becomes 0644')).toBe(
      '«owner root becomes www»; bad; «mode 0600 becomes 0644»',
    );
    expect(inTheirLanguage('`f` is no UTF-8 text'.repeat(100))).not.toContain('«');
  });

  it('is said so in the events of a run, and what a program printed is not', () => {
    const head = { seq: 1, at: 0, block: 'b', host: 'h' } as const;
    const ended = { ...head, type: 'block-ended', outcome: 'failed', duration: 1 } as const;
    expect(eventInTheirLanguage({ ...ended, message: 'exit status 7' })).toEqual({ ...ended, message: '«exit status 7»' });
    expect(eventInTheirLanguage(ended)).toEqual(ended);
    const started = { ...head, type: 'block-started', why: 'again, after `b`' } as const;
    expect(eventInTheirLanguage(started)).toEqual({ ...started, why: '«again, after `b`»' });
    const output = { ...head, type: 'output', stream: 'stdout', text: 'exit status 7' } as const;
    expect(eventInTheirLanguage(output)).toEqual(output);
  });

  it('has every cause of a host that is not reached in its list, and every verdict on a step and a file of a plan', () => {
    const causes = sentencesIn('client/src/ssh/explain-failure.ts', /\bE[A-Z_]+: /);
    const verdicts = sentencesIn('client/src/run/judge-step.ts', /\b(?:message: |message = |return )/);
    const boots = sentencesIn('client/src/run/boot.ts', /(?:untold|awaited|degraded|same|silent|string): |=> /);
    const plans = sentencesIn(
      'client/src/run/make-plan.ts',
      /(?:\brefused\(|\bmessage: |\bunknown\([a-z.]+, |\? \[|\n {6,10}|=> )(?=[`'](?:line|its?|`|the|removes|owner|group|mode)\b)/,
    );
    const losses = sentencesIn('client/src/run/ask-after-loss.ts', /\breturn /);
    const passed = [
      ...sentencesIn('client/src/run/execute.ts', /(?:end\('(?:skipped|unchanged)', |over \?\?= |callAll\([\w, .]+, |why \?\? )/),
      ...sentencesIn('client/src/run/order.ts', /\? (?='a host)/),
      ...sentencesIn('client/src/run/when-trouble.ts', /(?:\breturn |\? | : )(?=`\\)/),
      ...sentencesIn('client/src/run/undo.ts', /\b(?:why: |message = )/),
    ];
    expect([causes, verdicts, boots, plans, losses].map(({ length }) => length > 3)).toEqual(Array.from({ length: 5 }, () => true));
    expect(passed.length).toBeGreaterThan(11);
    // An empty text is none, and how a sentence ends that begins elsewhere is a part of one.
    const told = [...causes, ...verdicts, ...boots, ...plans, ...losses, ...passed].filter((text) => !/^(?:xx:|$)|\$\{/.test(text));
    for (const text of told) expect(inTheirLanguage(text)).toMatch(/^«/);
  });

  it('has every danger of a command in its list', () => {
    const words = sentencesIn('server/src/core/rules/steps/dangers.ts', /\b(?:reboots|formats|deletes|cuts)\(/);
    expect(words.length).toBeGreaterThan(15);
    for (const word of words) expect(inTheirLanguage(`\`rm\` ${word}`)).toMatch(/^«/);
  });

  it('has every refusal of a draft in its list', () => {
    const folder = 'server/src/core/runbook/';
    const files = readdirSync(new URL(folder, root)).filter((name) => /^draft.*\.ts$/.test(name));
    const refused = files.flatMap((name) => [
      ...sentencesIn(folder + name, /\brefuse\(\s*line,\s*/),
      ...sentencesIn(folder + name, /\bmessage: /),
      ...sentencesIn(folder + name, /\breturn (?=['`](?:There|The input))/),
    ]);
    // How a danger begins, and what a host expression lacks, which is told of it elsewhere.
    const own = refused.filter((text) => !['`xx` xx', '--host: xx'].includes(text));
    expect(own.length).toBeGreaterThan(12);
    // One is in the singular or in the plural.
    for (const text of own) expect(inTheirLanguage(text.replace('there xx', 'there are'))).toMatch(/^«/);
  });
});
