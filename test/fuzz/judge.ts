import { applyFixes } from '../../client/src/cli/lint/apply-fixes.ts';
import {
  applyEdits,
  codeActions,
  type Document,
  emptyProject,
  lint,
  openDocument,
  overlaps,
  type Problem,
  type Project,
  withDocument,
} from '../../server/src/core/index.ts';
import type { Seed } from './seeds.ts';

/** A text of `MOST` characters may take this long, in milliseconds, on a machine that does other things too. */
const SLOW = 3000;

/** What is not as it must be with the lint of one input: nothing thrown, quick, ranges inside, fixes that mend and harm nothing. */
export function troublesOf({ path, text }: Seed): readonly string[] {
  const began = performance.now();
  try {
    const project = projectOf(path, text);
    const document = project.documents.get(path) as Document;
    const problems = lint(project, path);
    const out = [
      ...problems.flatMap((problem) => outside(problem, text)),
      ...fixTroubles(project, path, problems),
      ...repeatTroubles(project, document),
    ];
    const took = performance.now() - began;
    if (took > SLOW) out.push(`slow: ${took.toFixed(0)} ms for ${text.length} characters`);
    return out;
  } catch (error) {
    return [`thrown: ${(error as Error).stack?.split('\n').slice(0, 4).join(' | ')}`];
  }
}

function projectOf(path: string, text: string): Project {
  return withDocument(emptyProject, openDocument(path, text, { named: true }));
}

function outside({ rule, span, related, fixes, message }: Problem, { length }: string): string[] {
  const spans = [
    span,
    ...(related ?? []).flatMap((one) => (one.file === undefined ? [one.span] : [])),
    ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span)),
  ];
  const bad = spans.find(
    ({ start, end }) => !(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length),
  );
  return [
    ...(bad === undefined ? [] : [`range: ${rule} has ${bad.start}-${bad.end} of ${length}`]),
    ...(message.trim() === '' || /undefined|\[object/.test(message) ? [`message: ${rule}: ${message}`] : []),
    ...fixes.flatMap(({ title, edits }) =>
      edits.some((edit, i) => edits.some((other, j) => i < j && edit.file === other.file && overlaps(edit.span, other.span)))
        ? [`overlap: ${rule}: ${title}`]
        : [],
    ),
  ];
}

/** Offered fixes after which their problem is still there, or more errors than before. At most some of a document are tried. */
function fixTroubles(project: Project, path: string, problems: readonly Problem[]): string[] {
  const out: string[] = [];
  const tried = new Set<string>();
  const { text } = project.documents.get(path) as Document;
  const places = problems.flatMap(({ rule, span, fixes }) =>
    fixes.length > 0 && !tried.has(rule) && tried.add(rule).size <= 4 ? [span] : [],
  );
  for (const { problem, fix } of places.flatMap((place) => codeActions(project, path, place))) {
    if (fix.edits.some((edit) => edit.file !== undefined && edit.file !== path)) continue;
    const key = `${problem.rule} ${fix.title.replace(/`[^`]*`/g, '')} (${fix.certain ? 'certain' : 'offered'})`;
    const mended = applyEdits(text, fix.edits);
    const after = lint(projectOf(path, mended), path);
    if (mended === text) out.push(`no change: ${key}`);
    if (countOf(after, problem) >= countOf(problems, problem)) out.push(`not mended: ${key}`);
    // What is mended may show an error that was hidden behind it, but never leave more of them.
    if (errorsIn(after) > errorsIn(problems)) out.push(`new error: ${key}`);
  }
  return out;
}

function countOf(problems: readonly Problem[], { rule, message }: Problem): number {
  return problems.filter((one) => one.rule === rule && one.message === message).length;
}

function errorsIn(problems: readonly Problem[]): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}

/** `--fix` twice is `--fix` once. */
function repeatTroubles(project: Project, { path }: Document): string[] {
  const once = applyFixes(project, path);
  if (once.applied === 0) return [];
  const twice = applyFixes(once.project, path);
  return twice.project.documents.get(path)?.text === once.project.documents.get(path)?.text
    ? []
    : ['not idempotent: --fix changes what --fix left'];
}
