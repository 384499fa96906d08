import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import { clearSwitches } from './guard/left-switches.ts';
import type { HostPart } from './host-part.ts';
import { type FoundFile, lookAtFile } from './install/look-at-file.ts';
import { compareFile } from './make-plan.ts';
import type { PlanFile } from './plan.ts';
import { reach } from './reach.ts';
import { type RunContext, valueOn } from './run-context.ts';
import { wantedText } from './install/wanted-text.ts';
import { fillHoles, fillNames } from './values/fill.ts';
import { ownValue } from './values/own-value.ts';

/** A file block for one host, with every name filled, held against what the plan, or this run since, saw there. */
export interface PreparedFile {
  readonly install: NonNullable<DraftBlock['install']>;
  readonly text: string;
  /** For each line of `text` (from 0): the line of the document (from 1) it came from. */
  readonly sourceLines: readonly (number | undefined)[];
  readonly found: Pick<FoundFile, 'path' | 'found'>;
  readonly diff: string;
  /** The plan could not show the difference: it is shown now, and asked for. */
  readonly ask: boolean;
}

/** Prepares a file block; a sentence and an outcome where that cannot be. May throw a HostTrouble or a LookTrouble. */
export async function prepareFile(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
): Promise<PreparedFile | { readonly outcome: 'failed' | 'refused' | 'unchanged'; readonly message: string }> {
  const drafted = block.install as NonNullable<DraftBlock['install']>;
  const value = (name: string): string | undefined => context.environment.secrets?.[name] ?? valueOn(context, part, name);
  const text = fillHoles(drafted.text, drafted.holes, value);
  if ('trouble' in text) return { outcome: 'failed', message: text.trouble };
  const names = (written: string | undefined) =>
    written === undefined ? undefined : fillNames(written, (name) => valueOn(context, part, name));
  const [path, owner, group] = [
    fillNames(drafted.path, (name) => valueOn(context, part, name)),
    names(drafted.owner),
    names(drafted.group),
  ];
  for (const filled of [path, owner, group])
    if (filled !== undefined && 'trouble' in filled) return { outcome: 'failed', message: filled.trouble };
  const { owner: _owner, group: _group, ...rest } = drafted;
  const install = {
    ...rest,
    path: (path as { text: string }).text,
    ...(owner !== undefined && 'text' in owner && { owner: owner.text }),
    ...(group !== undefined && 'text' in group && { group: group.text }),
  };
  const { connection, filesUnder } = await reach(context, part, block, part.name);
  const planned = context.plan.files.find((file) => file.block === block.name && file.host === part.name);
  // They were told in the plan.
  if (planned?.left !== undefined) await clearSwitches(connection, block.sudo, filesUnder);
  const wrote = planned !== undefined && part.wrote.has(planned.path);
  if (planned?.refused === true && !wrote) return { outcome: 'refused', message: planned.message ?? 'it was refused in the plan' };
  if (install.back !== undefined && planned?.state === 'unchanged' && !wrote)
    return { outcome: 'unchanged', message: planned.message ?? 'it is as it was before that run' };
  // A part needs the file around it, which the plan does not hold.
  if (planned !== undefined && planned.state !== 'unknown' && !wrote && !install.part) {
    const { sourceLines } = install;
    return { install, text: text.text, sourceLines, found: foundOf(planned), diff: planned.diff, ask: false };
  }
  if (install.back !== undefined) return { outcome: 'failed', message: planned?.message ?? `\`${install.path}\` could not be looked at` };
  const look = await lookAtFile(connection, install.path, {
    sudo: block.sudo,
    filesUnder,
    signal: context.signal,
    perhaps: install.part ? undefined : text.text,
  });
  const wanted = wantedText({ ...block, install }, look, text.text);
  if (typeof wanted === 'string') return { outcome: 'refused', message: wanted };
  const compared = compareFile({ ...block, install }, look, wanted.text);
  if (compared.refused === true) return { outcome: 'refused', message: compared.message ?? 'it removes most of the file' };
  const ours = part.wrote.get(look.path);
  const expected = ours ?? planned?.found;
  const pathIsNew = /\$[A-Za-z_]/.test(drafted.path);
  if (!pathIsNew && !same(look.found, expected))
    return { outcome: 'refused', message: `changed since the plan: \`${look.path}\` is not what the plan saw there` };
  const captured = drafted.holes.some(
    (name) => context.environment.secrets?.[name] === undefined && ownValue(context.draft, part.name, name) === undefined,
  );
  return { install, ...wanted, found: look, diff: compared.diff, ask: (captured || pathIsNew) && compared.state !== 'unchanged' };
}

function foundOf(planned: PlanFile): Pick<FoundFile, 'path' | 'found'> {
  return { path: planned.path, found: planned.found };
}

function same(a: FoundFile['found'], b: FoundFile['found']): boolean {
  return a === undefined || b === undefined
    ? a === b
    : a.digest === b.digest && a.owner === b.owner && a.group === b.group && a.mode === b.mode;
}
