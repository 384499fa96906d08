import { append } from './append.ts';
import { settingsLanguage } from './configuration/settings-file.ts';
import { settingsProblems } from './configuration/settings-problems.ts';
import type { Document } from './document.ts';
import { toProblem } from './judge-unit.ts';
import { findingsOfUnits } from './kept-findings.ts';
import type { Problem, Severity } from './problem.ts';
import type { Project } from './project.ts';
import { runbookProblems } from './rules/runbook-problems.ts';
import type { Settings } from './settings.ts';
import { applySuppressions } from './suppressions.ts';
import type { Unit } from './unit.ts';

const severities: readonly string[] = ['error', 'warning', 'info', 'hint'];

/** What was found in the documents of a project, which never changes: several requests of an editor ask for it after each keystroke. */
const judged = new WeakMap<Project, Map<string, readonly Problem[]>>();

/**
 * Every problem of one document of the project, in the document's offsets, sorted by place and rule; none for a document that is not
 * ours or not in the project.
 */
export function lint(project: Project, path: string): readonly Problem[] {
  const known = judged.get(project) ?? new Map<string, readonly Problem[]>();
  judged.set(project, known);
  const problems = known.get(path) ?? judge(project, path);
  known.set(path, problems);
  return problems;
}

function judge(project: Project, path: string): readonly Problem[] {
  const document = project.documents.get(path);
  if (document === undefined || !document.ours) return [];
  if (document.language === settingsLanguage) return settingsProblems(document.text);
  const problems: Problem[] = [];
  if (document.runbook !== undefined) append(problems, runbookProblems(project, document, document.runbook));
  append(problems, problemsOfUnits(project, document));
  const settings = project.settings(path);
  return applySuppressions(document, withSeverities(problems, settings))
    .map((problem) => inside(problem, document))
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule) || compare(a.message, b.message));
}

/** The errors in the configuration that a document holds, in no order; none of those of the runbook around it. */
export function configurationErrors(project: Project, document: Document): readonly Problem[] {
  const problems = withSeverities(problemsOfUnits(project, document), project.settings(document.path));
  return applySuppressions(document, problems).filter(({ severity, language }) => severity === 'error' && language !== 'runbook');
}

function problemsOfUnits(project: Project, document: Document): Problem[] {
  return findingsOfUnits(project, document).flatMap((findings, at) =>
    findings.map((finding) => toProblem(document.units[at] as Unit, finding, document.text)),
  );
}

/** Problems with the severities that opsbook.yaml's `rules` give; `off` drops. */
function withSeverities(problems: readonly Problem[], settings: Settings): readonly Problem[] {
  const rules = settings['rules'];
  if (rules === undefined) return problems;
  return problems.flatMap((problem) => {
    const said = rules[problem.rule];
    if (said === 'off') return [];
    return said !== undefined && severities.includes(said) ? [{ ...problem, severity: said as Severity }] : [problem];
  });
}

/** A problem whose span lies in the document, whatever a rule said. */
function inside(problem: Problem, document: Document): Problem {
  const { length } = document.text;
  if (problem.span.end <= length && problem.span.start <= problem.span.end) return problem;
  const start = Math.min(problem.span.start, length);
  return { ...problem, span: { start, end: Math.max(start, Math.min(problem.span.end, length)) } };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
