import type { Document } from '../document.ts';
import type { Problem } from '../problem.ts';
import type { Project } from '../project.ts';
import { findings } from '../rule.ts';
import type { ReadRunbook } from '../runbook/parse-runbook.ts';
import { runbookRules } from './registry.ts';

/** What is wrong with the runbook itself: its front matter, attributes, names and hosts. */
export function runbookProblems(project: Project, document: Document, runbook: ReadRunbook): readonly Problem[] {
  const out: Problem[] = runbook.problems.map((finding) => ({ ...finding, language: 'runbook', fixes: finding.fixes ?? [] }));
  const context = { project, document, runbook };
  for (const rule of runbookRules) {
    if (rule.check === undefined) continue;
    for (const finding of findings(rule, rule.check(context))) out.push({ ...finding, language: 'runbook', fixes: finding.fixes ?? [] });
  }
  return out;
}
