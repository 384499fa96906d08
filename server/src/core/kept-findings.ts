import type { Document } from './document.ts';
import { unitFindings } from './judge-unit.ts';
import type { Finding } from './problem.ts';
import type { Project } from './project.ts';
import type { Unit } from './unit.ts';

/** What was found in the units of a runbook as it once was, with all that it hung on. */
interface Round {
  readonly around: Around;
  /** The units, and what was found in each by itself; replaced where a unit is read anew and the others see no change of it. */
  readonly units: Unit[];
  readonly found: (readonly Finding[])[];
}

/** What the findings in every unit hang on, beside the units. */
interface Around {
  readonly inventory: Project['inventory'];
  readonly present: Project['present'];
  readonly closed: boolean;
  readonly settings: string;
  readonly hosts: string | undefined;
  /** What a unit's block says of whom it meets, as one text for each. */
  readonly blocks: readonly string[];
}

/** Rounds of a document and of those that it came from by changes: the newest first. */
interface Memory {
  rounds: readonly Round[];
}

/** A repair is tried on a copy: it must not drive out what is known of the document itself. */
const ROUNDS = 3;

const memories = new WeakMap<Document, Memory>();

/** Says that `document` came from `previous` by a change: what was found there and cannot have changed is not looked for again. */
export function cameFrom(document: Document, previous: Document | undefined): void {
  memories.set(document, (previous && memories.get(previous)) ?? { rounds: [] });
}

/**
 * The findings of each unit of a document, in the units' order and own offsets; as `unitFindings` gives them, but for their order within a unit.
 * A keystroke in one block of a runbook changes nothing in the others unless they see it: then they keep their findings.
 */
export function findingsOfUnits(project: Project, document: Document): readonly (readonly Finding[])[] {
  const { units } = document;
  const memory = memories.get(document);
  if (document.runbook === undefined || memory === undefined) return units.map((unit) => unitFindings(project, unit));
  const around = aroundOf(project, document);
  const known = memory.rounds.find(
    (round) => sameAround(round.around, around) && units.every((unit, at) => looksTheSame(round.units[at], unit)),
  );
  const round = known ?? { around, units: [], found: [] };
  for (const [at, unit] of units.entries()) {
    if (round.units[at]?.parsed !== unit.parsed) round.found[at] = unitFindings(project, unit, 'lasting');
    round.units[at] = unit;
  }
  memory.rounds = [round, ...memory.rounds.filter((other) => other !== round)].slice(0, ROUNDS);
  const outside = (project.shellCheck?.size ?? 0) > 0;
  return round.found.map((found, at) => (outside ? [...found, ...unitFindings(project, units[at] as Unit, 'outside')] : found));
}

function aroundOf(project: Project, { path, runbook, units }: Document): Around {
  return {
    inventory: project.inventory,
    present: project.present,
    closed: project.closed.has(path),
    settings: JSON.stringify(project.settings(path)),
    hosts: runbook?.frontMatter.hosts,
    blocks: units.map((unit) => {
      const { hosts, part } = runbook?.blocks[unit.block ?? -1]?.options ?? {};
      return JSON.stringify([unit.language, unit.path, hosts, part, unit.filled]);
    }),
  };
}

function sameAround(a: Around, b: Around): boolean {
  return (
    a.inventory === b.inventory &&
    a.present === b.present &&
    a.closed === b.closed &&
    a.settings === b.settings &&
    a.hosts === b.hosts &&
    a.blocks.length === b.blocks.length &&
    a.blocks.every((block, at) => block === b.blocks[at])
  );
}

/** Whether the others see no difference between what a unit was and what it is. */
function looksTheSame(before: Unit | undefined, { parsed }: Unit): boolean {
  return before?.parsed === parsed || JSON.stringify(before?.parsed.facts) === JSON.stringify(parsed.facts);
}
