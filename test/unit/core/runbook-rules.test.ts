import { describe, expect, it } from 'vitest';
import { emptyProject, type InventoryHost, lint, openDocument, type Project, withDocument } from '../../../server/src/core/index.ts';
import { runbookRules } from '../../../server/src/core/rules/registry.ts';

const path = '/book.md';

function judge(text: string, hosts: Readonly<Record<string, string>> | undefined): ReturnType<typeof lint> {
  const known = new Map(Object.entries(hosts ?? {}).map(([name, address]): [string, InventoryHost] => [name, { name, address }]));
  const project: Project = { ...emptyProject, inventory: { hosts: known, groups: new Map(), complete: true } };
  return lint(withDocument(project, openDocument(path, text)), path);
}

describe('the rules on the runbook', () => {
  it('have ids of their own, in words', () => {
    const ids = runbookRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^(runbook|opsbook)-[a-z]+(-[a-z]+)*$/);
  });

  for (const rule of runbookRules) {
    // Judged where the other program is: test/host/shellcheck.
    if (rule.needs !== undefined) continue;
    it(`${rule.id}: its examples`, () => {
      const bad = judge(rule.bad, rule.exampleHosts);
      expect(
        bad.map((problem) => problem.rule),
        'the bad example gets the rule',
      ).toContain(rule.id);
      for (const problem of bad) {
        if (problem.severity === 'error' || problem.severity === 'warning')
          expect(problem.rule, `one mistake is one problem: ${problem.message}`).toBe(rule.id);
        expect(problem.span.start).toBeLessThanOrEqual(problem.span.end);
        expect(problem.span.end).toBeLessThanOrEqual(rule.bad.length);
        expect(problem.message).not.toMatch(/\.$/);
      }
      expect(
        judge(rule.good, rule.exampleHosts).filter((problem) => problem.rule === rule.id || problem.severity === 'error'),
        'the good example gets neither the rule nor an error',
      ).toEqual([]);
      expect(rule.summary).not.toMatch(/\.$/);
    });
  }
});
