import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayConcern } from '../../../../client/src/editor/may-concern.ts';
import { openDocument } from '../../../../server/src/core/index.ts';
import { attributeTable } from '../../../../server/src/core/runbook/attribute-table.ts';

const marks = attributeTable.filter((record) => record.marks).map(({ key }) => key);
const line = fc.oneof(
  fc.constantFrom(
    '---',
    'runbook:',
    '  hosts: a',
    '{runbook: {}}',
    '"runbook" : 1',
    '# x',
    '',
    'text',
    '```',
    '~~~',
    '> ```',
    '- ```',
    '  ```',
    '\ufeff---',
  ),
  fc
    .record({
      prefix: fc.constantFrom('', '> ', '- ', '1. ', '> - ', '   ', '* > ', '\t'),
      fence: fc.constantFrom('```', '~~~~', '``````'),
      language: fc.constantFrom('sh', ' bash', 'logrotate', 'rsyslog', '', 'text'),
      open: fc.constantFrom(' {', '{', ' { ', ' {"', ' {a=1 ', ' {a,'),
      key: fc.constantFrom(...marks, 'name', 'tag'),
      close: fc.constantFrom('=x}', '}', '="a b"}', '":"x"}', ' = x }'),
    })
    .map(({ prefix, fence, language, open, key, close }) => `${prefix}${fence}${language}${open}${key}${close}`),
);

describe('mayConcern', () => {
  it('says yes to every document that core calls a runbook', () => {
    let runbooks = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n', '\r'), (lines, eol) => {
        const text = lines.join(eol);
        if (!openDocument('/a.md', text).ours) return;
        runbooks++;
        expect(mayConcern('/a.md', text)).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(runbooks).toBeGreaterThan(50);
  });

  it('knows every attribute that makes a runbook', () => {
    for (const key of marks) expect(mayConcern('/a.md', `\`\`\`sh {${key}=x}\n`)).toBe(true);
    expect(marks.length).toBeGreaterThan(10);
  });

  it('leaves ordinary Markdown alone', () => {
    for (const text of ['# x\n\n```sh\nls\n```\n', '---\ntitle: x\n---\n', '```sh {name=x}\n', '`{hosts}`\n', 'a runbook: this\n', ''])
      expect(mayConcern('/a.md', text)).toBe(false);
    expect(mayConcern('/a.runbook.md', '')).toBe(true);
  });

  it('takes time linear in the length', () => {
    // A regular expression that tries again and again would not come back from these.
    for (const text of ['> '.repeat(200_000), `\`\`\`${'{'.repeat(200_000)}`, `\`\`\`{${'a '.repeat(200_000)}`, '```{ '.repeat(100_000)])
      expect(mayConcern('/a.md', text)).toBe(false);
  });
});
