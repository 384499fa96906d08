import type { Document } from '../document.ts';
import { alwaysThere, hostExpression, type HostSet } from '../inventory/host-expression.ts';
import { namesOfVariables } from '../inventory/inventory.ts';
import type { Project } from '../project.ts';
import { promptedInputs } from './prompted.ts';
import { runbookProblems } from '../rules/runbook-problems.ts';
import { batches } from './batches.ts';
import { draftBlock } from './draft-block.ts';
import { draftInputs } from './draft-inputs.ts';
import type { Draft, DraftBlock, DraftRefusal, DraftRequest } from './draft-types.ts';
import type { ReadBlock, ReadRunbook } from './parse-runbook.ts';
import { renderedProblems } from './rendered-problems.ts';

/**
 * What a run of the runbook at `path` would do, from text alone; nothing is looked at. What cannot run is told in `refusals`, with
 * the document's lines; a document that is no runbook has one such.
 */
export function draft(project: Project, path: string, request: DraftRequest = {}): Draft {
  const document = project.documents.get(path);
  const runbook = document?.runbook;
  const empty: Draft = {
    format: 1,
    file: path,
    title: '',
    blocks: [],
    batches: [],
    maxFailures: '0',
    parallel: 32,
    inputs: [],
    missing: [],
    refusals: [],
  };
  if (document === undefined || runbook === undefined)
    return { ...empty, refusals: [{ line: 1, message: `\`${path}\` is no runbook: a Markdown document was expected` }] };
  const lineAt = (offset: number): number => document.lines.positionAt(offset).line + 1;
  const refusals: DraftRefusal[] = runbookProblems(project, document, runbook)
    .filter((problem) => problem.severity === 'error' || problem.rule === 'runbook-unknown-host')
    .filter((problem) => !(request.sandbox === true && problem.rule === 'runbook-unknown-host'))
    .map((problem) => ({ line: lineAt(problem.span.start), message: problem.message }));
  const { frontMatter } = runbook;
  const prompted = runbook.blocks.flatMap(promptedInputs).filter(({ name }) => !frontMatter.inputs.some((input) => input.name === name));
  const declared = [...frontMatter.inputs, ...new Map(prompted.map((input) => [input.name, input])).values()];
  if ((frontMatter.minVersion ?? 1) > 1)
    refusals.push({ line: 1, message: `The runbook wants version ${frontMatter.minVersion} of the format; this opsbook knows version 1` });
  const { inputs, missing, values, refusals: wrong } = draftInputs(declared, request.inputs ?? {}, (input) => lineAt(input.span.start));
  refusals.push(...wrong);

  const base = baseTargets(project, document, request, refusals);
  const context = {
    document,
    runbook,
    request,
    values,
    missing: new Set(missing.map(({ name }) => name)),
    hostVariables: namesOfVariables(project.inventory),
    secrets: new Set(frontMatter.inputs.filter((input) => input.secret).map((input) => input.name)),
    lineAt,
    refuse: (line: number, message: string) => refusals.push({ line, message }),
  };
  const chosen = choose(runbook, request, refusals);
  const called = new Set(runbook.blocks.flatMap(({ options }) => (options.reload === undefined ? [] : [options.reload])));
  const blocks: DraftBlock[] = [];
  for (const { block, inOrder } of chosen) {
    const { targets, skipped, troubles } = targetsOf(project, block, base, request);
    // What is wrong with an expression, so that it stands for no host, is told where that stands.
    if (targets.length === 0 && skipped === undefined && troubles.length === 0) {
      refusals.push({
        line: lineAt(block.span.start),
        message: `\`${block.name}\` has no hosts: \`hosts=\` on the block, \`hosts\` in the front matter or \`--host\` was expected`,
      });
    }
    const away =
      (block.options.undoes !== undefined || called.has(block.name)) &&
      block.options.excludeFromRunAll !== false &&
      request.step !== block.name;
    blocks.push(draftBlock(context, block, targets, skipped, inOrder && !away));
  }
  if (blocks.some(({ targets, at }) => targets.length === 0 || [...targets, at].some(needsInventory)))
    for (const message of project.inventory.unread ?? []) refusals.push({ line: 1, message: `Hosts may be missing: ${message}` });
  const hosts = whereabouts(project, blocks);
  const shown = new Map([...values].filter(([name]) => !context.secrets.has(name)));
  const ofHosts = Object.fromEntries(Object.entries(hosts).map(([name, { variables }]) => [name, variables ?? {}]));
  const problems = refusals.length > 0 ? [] : renderedProblems(project, document, blocks, shown, ofHosts);
  return {
    format: 1,
    file: path,
    title: runbook.title,
    blocks,
    hosts,
    ...(problems.length > 0 && { problems }),
    batches: batches(base.names, frontMatter.rolling),
    // Who only looks does no harm: one host that cannot be looked at hides none of the others.
    maxFailures: request.checksOnly === true ? '100%' : (frontMatter.maxFailures ?? '0'),
    parallel: frontMatter.parallel ?? 32,
    inputs,
    missing,
    refusals,
  };
}

function whereabouts(project: Project, blocks: readonly DraftBlock[]): NonNullable<Draft['hosts']> {
  const names = new Set(blocks.flatMap(({ targets, at }) => (at === undefined ? targets : [...targets, at])));
  const known: Record<string, NonNullable<Draft['hosts']>[string]> = {};
  for (const name of [...names].sort()) {
    const { address, port, user, identityFile, variables = {}, notes = [] } = project.inventory.hosts.get(name) ?? {};
    const own = Object.entries(variables).filter(([variable]) => blocks.some(({ install }) => install?.holes.includes(variable)));
    const said = {
      ...(own.length > 0 && { variables: Object.fromEntries(own) }),
      ...(address !== undefined && { address }),
      ...(port !== undefined && { port }),
      ...(user !== undefined && { user }),
      ...(identityFile !== undefined && { identityFile }),
      ...(notes.length > 0 && { notes }),
    };
    if (Object.keys(said).length > 0) known[name] = said;
  }
  return known;
}

/** Whether what a host's name stands for is an inventory's to say. */
function needsInventory(name: string | undefined): boolean {
  return name !== undefined && !alwaysThere.includes(name) && !name.startsWith('ssh://');
}

const noTroubles: HostSet['troubles'] = [];

/** The hosts that the run is for, before any block says its own. What is wrong with `--host` is told here. */
function baseTargets(project: Project, document: Document, request: DraftRequest, refusals: DraftRefusal[]): HostSet {
  if (request.sandbox === true) return { names: ['sandbox'], troubles: noTroubles };
  const runbook = document.runbook as ReadRunbook;
  if (request.hosts !== undefined) {
    const base = hostExpression(request.hosts, project.inventory);
    for (const trouble of base.troubles) refusals.push({ line: 1, message: `--host: ${trouble.message}` });
    return base;
  }
  if (runbook.frontMatter.hosts !== undefined) return hostExpression(runbook.frontMatter.hosts, project.inventory);
  return { names: runbook.byContent ? [] : ['local'], troubles: noTroubles };
}

/** The hosts of a block, and what is wrong with the expression that they come from. */
function targetsOf(
  project: Project,
  block: ReadBlock,
  base: HostSet,
  request: DraftRequest,
): { readonly targets: readonly string[]; readonly skipped?: string; readonly troubles: HostSet['troubles'] } {
  if (request.sandbox === true || block.options.hosts === undefined) return { targets: base.names, troubles: base.troubles };
  const { names, troubles } = hostExpression(block.options.hosts, project.inventory);
  if (request.hosts === undefined) return { targets: names, troubles };
  const targets = names.filter((name) => name === 'local' || base.names.includes(name));
  return targets.length > 0 ? { targets, troubles } : { targets, troubles, skipped: 'none of its hosts is among those of `--host`' };
}

interface Chosen {
  readonly block: ReadBlock;
  readonly inOrder: boolean;
}

/** The blocks that a run may come to: those of the request in order, and what they refer to. */
function choose(runbook: ReadRunbook, request: DraftRequest, refusals: DraftRefusal[]): readonly Chosen[] {
  const runnable = runbook.blocks.filter(
    (block) => block.closed && (block.kind === 'step' || block.kind === 'file' || (block.kind === 'transcript' && block.ours)),
  );
  const named = new Map(runnable.map((block) => [block.name, block]));
  let first: readonly ReadBlock[];
  if (request.step !== undefined) {
    const step = named.get(request.step);
    if (step === undefined) {
      const names = runnable.map(({ name }) => `\`${name}\``).join(', ');
      refusals.push({
        line: 1,
        message: `No step is called \`${request.step}\`; there ${runnable.length === 1 ? 'is' : 'are'} ${names === '' ? 'none' : names}`,
      });
      return [];
    }
    first = [step];
  } else {
    first = runnable.filter(
      (block) =>
        block.options.excludeFromRunAll !== true &&
        (!runbook.byFencesOnly || block.ours) &&
        (request.checksOnly !== true || block.options.check === true) &&
        (request.fixesOnly !== true || block.options.fixes !== undefined || runnable.some(({ options }) => options.fixes === block.name)),
    );
    if (first.length === 0) refusals.push({ line: 1, message: nothingToRun(request) });
  }
  const wanted = new Set(first.map(({ name }) => name));
  for (const name of wanted) {
    const block = named.get(name);
    if (block === undefined) continue;
    const { requires, fixes, then, reload, when } = block.options;
    for (const other of [...(requires ?? []), fixes, then, reload, when?.name])
      if (other !== undefined && named.has(other)) wanted.add(other);
    for (const undo of runnable) if (undo.options.undoes === name) wanted.add(undo.name);
  }
  const inOrder = new Set(first);
  // A check that needs a step cannot look where only checks may run: it is skipped.
  const allowed = request.checksOnly === true ? runnable.filter(({ options }) => options.check === true) : runnable;
  return allowed.filter(({ name }) => wanted.has(name)).map((block) => ({ block, inOrder: inOrder.has(block) }));
}

function nothingToRun(request: DraftRequest): string {
  if (request.checksOnly === true) return 'There is nothing to check: a step with `check=true` was expected';
  if (request.fixesOnly === true) return 'There is nothing to fix: a block with `fixes=CHECK` was expected';
  return 'There is nothing to run: a step or a block with `file=` was expected';
}
