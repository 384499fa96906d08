import { facilities, otherSeverities, severities } from '../facts/names.ts';
import { hasReached } from '../facts/version.ts';
import { readSelector } from '../syntax/selector.ts';
import { NotComputed } from './not-computed.ts';

const all = 0xff;

/** Which severities of each facility a selector lets through, a bit each (`DecodePRIFilter`, runtime/conf.c). */
export function selectorMask(selector: string, version: string): readonly number[] {
  // Since 8.2606 what is taken away from nothing is taken away from all.
  const fromAll = hasReached(version, '8.2606');
  const mask = new Array<number>(25).fill(0);
  for (const { facilities: names, severity, negated, exact } of readSelector(selector, 0)) {
    const word = severity.text.toLowerCase();
    const level = word === '*' || word === 'none' ? -1 : levelOf(word);
    for (const name of names) {
      for (const facility of facilitiesOf(name.text.toLowerCase())) {
        const before = mask[facility] as number;
        let bits: number;
        if (word === 'none') bits = negated ? all : 0;
        else if (word === '*') bits = negated ? 0 : all;
        else {
          const these = exact ? 1 << level : (2 << level) - 1;
          bits = negated ? (before === 0 && fromAll ? all : before) & ~these : before | these;
        }
        mask[facility] = bits;
      }
    }
  }
  return mask;
}

function levelOf(word: string): number {
  const level = /^[0-7]$/.test(word) ? Number(word) : severities.indexOf(otherSeverities[word] ?? word);
  if (level === -1) throw new NotComputed(`the severity \`${word}\``);
  return level;
}

function facilitiesOf(word: string): readonly number[] {
  if (word === '*') return Array.from({ length: 25 }, (_, index) => index);
  if (word === 'security') return [4];
  if (word === 'mark' || word === 'invld') return [24];
  const facility = facilities.indexOf(word);
  if (facility === -1 || word === '') throw new NotComputed(`the facility \`${word}\``);
  return [facility];
}
