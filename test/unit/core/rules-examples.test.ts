import { describe, expect, test } from 'vitest';
import { allRules, ruleNamed } from '../../../server/src/core/index.ts';
import type { Language } from '../../../server/src/core/language.ts';
import { languages } from '../../../server/src/core/languages/registry.ts';
import type { Finding } from '../../../server/src/core/problem.ts';
import { findings, type RuleRecord } from '../../../server/src/core/rule.ts';

function judge(
  // biome-ignore lint/suspicious/noExplicitAny: each language is only given its own tree
  language: Language<any>,
  text: string,
  { exampleSettings: settings = {}, examplePath: path, exampleHost = {} }: RuleRecord,
): readonly Finding[] {
  const parsed = language.parse(text);
  const facts = parsed.facts.map((fact) => ({ fact, file: 'example', own: true }));
  const context = { text, tree: parsed.tree, parsed, settings, path, facts, closed: false, onHost: (at: string) => exampleHost[at] };
  const found: Finding[] = [...parsed.problems];
  for (const rule of language.rules) if (rule.check !== undefined) found.push(...findings(rule, rule.check(context)));
  return found;
}

test('every rule is found by its name, and no other', () => {
  for (const rule of allRules()) expect(ruleNamed(rule.id)).toEqual(rule);
  for (const name of ['', 'logrotate', 'logrotate-', 'rsyslog-yaml-selector', 'constructor']) expect(ruleNamed(name)).toBeUndefined();
});

for (const language of languages) {
  describe(language.id, () => {
    test('ids are unique and begin with the language', () => {
      const ids = language.rules.map((rule) => rule.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(new RegExp(`^${language.id}-[a-z0-9-]+$`));
    });

    for (const rule of language.rules) {
      test(`${rule.id}: its examples`, () => {
        const bad = judge(language, rule.bad, rule);
        // What a program says is asked of it in test/host.
        if (rule.needs === undefined) expect(bad.map((one) => one.rule)).toContain(rule.id);
        for (const one of bad) {
          expect(one.span.start).toBeLessThanOrEqual(one.span.end);
          expect(one.span.end).toBeLessThanOrEqual(rule.bad.length);
          expect(one.message).not.toMatch(/\.$/);
        }
        const good = judge(language, rule.good, rule);
        expect(
          good.filter((one) => one.rule === rule.id || one.severity === 'error'),
          'the good example gets neither the rule nor an error',
        ).toEqual([]);
        expect(rule.summary, 'a summary has no full stop').not.toMatch(/\.$/);
      });
    }
  });
}

describe('stories', () => {
  test('every rule has one, of one to four sentences', () => {
    const bad = allRules().filter(({ story }) => story === undefined || story.length < 40 || story.length > 420 || !/[.!]$/.test(story));
    expect(bad.map(({ id }) => id)).toEqual([]);
  });
});
