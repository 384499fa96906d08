import { type Document, openDocument } from '../document.ts';
import { configurationErrors } from '../lint.ts';
import { type Project, withDocument } from '../project.ts';
import type { DraftBlock, DraftProblem } from './draft-types.ts';

/**
 * What the linter calls an error in the configuration that `blocks` install, with every hole filled that has a value: of the inputs, and of each
 * host's own where hosts differ. The daemons of the hosts have the last word, so nothing is refused for it.
 */
export function renderedProblems(
  project: Project,
  document: Document,
  blocks: readonly DraftBlock[],
  inputs: ReadonlyMap<string, string>,
  ofHosts: Readonly<Record<string, Readonly<Record<string, string>>>>,
): readonly DraftProblem[] {
  const files = blocks.filter(({ kind, targets }) => kind === 'file' && targets.length > 0);
  const installed = new Map(files.map((block) => [block.index, block]));
  if (!document.units.some(({ block }) => block !== undefined && installed.has(block))) return [];
  const found = new Map<string, { readonly line: number; readonly message: string; readonly hosts: Set<string> }>();
  const sets = new Map<string, { readonly values: Readonly<Record<string, string>>; readonly hosts: string[] }>();
  for (const host of new Set(files.flatMap(({ targets }) => targets))) {
    const values = ofHosts[host] ?? {};
    const key = JSON.stringify(Object.entries(values).sort());
    const known = sets.get(key);
    if (known === undefined) sets.set(key, { values, hosts: [host] });
    else known.hosts.push(host);
  }
  let before = document;
  for (const { values, hosts } of sets.values()) {
    // What no value changes is read and judged once.
    const rendered = openDocument(document.path, document.text, {
      named: true,
      previous: before,
      values: new Map([...inputs, ...Object.entries(values)]),
    });
    before = rendered;
    for (const problem of configurationErrors(withDocument(project, rendered), rendered)) {
      const at = document.runbook?.blocks.find(({ span }) => span.start <= problem.span.start && problem.span.start < span.end)?.index;
      const on = hosts.filter((host) => installed.get(at ?? -1)?.targets.includes(host));
      if (on.length === 0) continue;
      const line = document.lines.positionAt(problem.span.start).line + 1;
      const key = `${line} ${problem.message}`;
      const known = found.get(key) ?? { line, message: problem.message, hosts: new Set<string>() };
      for (const host of on) known.hosts.add(host);
      found.set(key, known);
    }
  }
  return [...found.values()].map(({ line, message, hosts }) => ({
    line,
    message,
    ...(sets.size > 1 && { hosts: [...hosts] }),
  }));
}
