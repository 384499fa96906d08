import { markedPart } from './marked-part.ts';
import { mergeKeyed, type Units } from './merge-keyed.ts';
import { fstabUnits } from './units/fstab-units.ts';
import { interfacesUnits } from './units/interfaces-units.ts';
import { sshdUnits } from './units/sshd-units.ts';

/** A file with a part put in: its text, and for each of its lines the line of the part (from 0) that it came from. */
export interface Merged {
  readonly text: string;
  readonly lines: readonly (number | undefined)[];
}

/**
 * `file` with `part` put in, every other byte as it was. In a language of keyed units (an `iface` by name and family, an fstab line by mount
 * point, an sshd keyword outside `Match`) each unit of the part takes the place of those with its key, and new ones go to the end (sshd: before
 * the first `Match`); in any other the part stands between two comment lines that name `block`. A sentence where the part cannot be put in.
 * Put in again it changes nothing.
 */
export function mergePart(file: string, part: string, language: string | undefined, block: string): Merged | string {
  const units = keyed.get(language ?? '');
  return units === undefined ? markedPart(file, part, block) : mergeKeyed(file, part, units);
}

/** Whether parts of a language are put in by the keys of their units; those of any other stand between two comment lines. */
export function isKeyed(language: string | undefined): boolean {
  return keyed.has(language ?? '');
}

/** The language of keyed units that a fence's language means, where it is one of those. */
export function keyedLanguage(fence: string): string | undefined {
  const name = fence.toLowerCase();
  const language = name === 'sshd' ? 'sshd_config' : name;
  return keyed.has(language) ? language : undefined;
}

const keyed: ReadonlyMap<string, Units> = new Map([
  ['interfaces', interfacesUnits],
  ['fstab', fstabUnits],
  ['sshd_config', sshdUnits],
]);
