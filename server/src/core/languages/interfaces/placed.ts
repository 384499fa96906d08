import type { Fact } from '../../facts.ts';
import type { JudgedBy, RuleContext } from '../../language.ts';
import type { Dialect } from './dialect-name.ts';
import { dialectOf, isGuessed } from './dialect.ts';
import type { Detected } from './read/detect.ts';
import type { InterfacesTree } from './tree.ts';

/** What is there where a daemon is installed, or the system that has it: their packages' own files. */
const surroundings: readonly (readonly [path: string, dialect: Dialect])[] = [
  ['/etc/network/ifupdown2', 'ifupdown2'],
  ['/etc/network/ifupdown-ng.conf', 'ifupdown-ng'],
  ['/etc/cumulus', 'ifupdown2'],
  ['/etc/pve', 'ifupdown2'],
  ['/etc/alpine-release', 'ifupdown-ng'],
];

/** The paths that tell which daemon a host has. */
export const markers: readonly string[] = surroundings.map(([path]) => path);

const space = 'interfaces.dialect';

/** What a file tells its neighbours of its daemon: nothing where nothing in it speaks for one. */
export function dialectFacts({ detected, told }: Detected): readonly Fact[] {
  return told ? [{ kind: 'sets', space, name: detected, span: { start: 0, end: 0 } }] : [];
}

/**
 * The tree with the daemon that it is read by where no setting names one: what is installed beside it, else what speaks in the file
 * itself, else what speaks in all of its neighbours alike.
 */
export function placed({ tree, settings, around = [], facts }: RuleContext<InterfacesTree>): InterfacesTree {
  if (!isGuessed(settings)) return tree;
  const beside = surroundings.find(([path]) => around.includes(path));
  if (beside !== undefined) return { ...tree, detected: beside[1], because: `\`${beside[0]}\` is beside it`, told: true };
  if (tree.told) return tree;
  const others = facts.filter(({ own, fact }) => !own && fact.kind === 'sets' && fact.space === space);
  const [first] = others;
  if (first === undefined || others.some(({ fact }) => fact.name !== first.fact.name)) return tree;
  return { ...tree, detected: first.fact.name as Dialect, because: `\`${first.file}\` is written for it`, told: true };
}

/** The daemon that judges a file, and what told it. */
export function judgedBy({ tree, settings }: RuleContext<InterfacesTree>): JudgedBy {
  const label = dialectOf(tree, settings);
  return { label, reason: isGuessed(settings) ? tree.because : 'The setting says so' };
}
