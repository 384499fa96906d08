import { NotComputed } from './not-computed.ts';
import { type Part, type PosixExpression, wordCharacter } from './posix-expression.ts';

/** A stretch of a text. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/** What is too much to work out: steps over positions of the text. */
const budget = 5_000_000;

/**
 * The leftmost and of those the longest match, with its groups (undefined for one that took no part), as POSIX has it; undefined where
 * nothing matches. Throws `NotComputed` for an expression that refers back and for one that takes too long.
 */
export function matchPosix(expression: PosixExpression, text: string): readonly (Match | undefined)[] | undefined {
  if (expression.backReferences) throw new NotComputed('a regular expression that refers back to a group');
  let steps = 0;
  const spend = (count: number): void => {
    steps += count;
    if (steps > budget) throw new NotComputed('a regular expression that takes too long on this message');
  };

  /** Where a part can end that begins at one of `starts`; both sorted and without doubles. */
  function ends(part: Part, starts: readonly number[]): readonly number[] {
    spend(starts.length + 1);
    if (starts.length === 0) return starts;
    switch (part.kind) {
      case 'set': {
        const out: number[] = [];
        for (const at of starts) if (at < text.length && part.has(text.charCodeAt(at))) out.push(at + 1);
        return out;
      }
      case 'at':
        return starts.filter((at) => stands(part.place, at));
      case 'sequence': {
        let at = starts;
        for (const one of part.parts) at = ends(one, at);
        return at;
      }
      case 'either':
        return merged(part.parts.map((one) => ends(one, starts)));
      case 'group':
        return ends(part.part, starts);
      case 'repeat': {
        let at = starts;
        for (let i = 0; i < part.least && at.length > 0; i++) {
          const next = ends(part.part, at);
          // From here on nothing changes any more.
          if (next.length === at.length && next.every((one, k) => one === at[k])) break;
          at = next;
        }
        const seen = new Set(at);
        let fresh: readonly number[] = at;
        for (let i = part.least; i < part.most && fresh.length > 0; i++) {
          fresh = ends(part.part, fresh).filter((one) => !seen.has(one));
          for (const one of fresh) seen.add(one);
        }
        spend(seen.size);
        return [...seen].sort((a, b) => a - b);
      }
      default:
        return [];
    }
  }

  function stands(place: (Part & { kind: 'at' })['place'], at: number): boolean {
    if (place === 'start') return at === 0;
    if (place === 'end') return at === text.length;
    const before = at > 0 && wordCharacter(text.charCodeAt(at - 1));
    const behind = at < text.length && wordCharacter(text.charCodeAt(at));
    if (place === 'word-start') return !before && behind;
    if (place === 'word-end') return before && !behind;
    return place === 'word-edge' ? before !== behind : before === behind;
  }

  const groups: (Match | undefined)[] = new Array(expression.groups + 1).fill(undefined);

  /** Finds the groups of a part that matches from `start` to `end`: each part takes as much as the ones behind it allow. */
  function divide(part: Part, start: number, end: number): void {
    switch (part.kind) {
      case 'group':
        groups[part.number] = { start, end };
        divide(part.part, start, end);
        return;
      case 'sequence': {
        let at = start;
        part.parts.forEach((one, index) => {
          const rest: Part = { kind: 'sequence', parts: part.parts.slice(index + 1) };
          const to = index + 1 === part.parts.length ? end : longest(one, at, (k) => ends(rest, [k]).includes(end));
          divide(one, at, to);
          at = to;
        });
        return;
      }
      case 'either': {
        const one = part.parts.find((candidate) => ends(candidate, [start]).includes(end));
        if (one !== undefined) divide(one, start, end);
        return;
      }
      case 'repeat': {
        if (!hasGroup(part.part)) return;
        let at = start;
        for (let i = 1; i <= part.most && (at < end || i <= part.least); i++) {
          const rest: Part = { ...part, least: Math.max(0, part.least - i), most: part.most - i };
          const from = at;
          const to = longest(part.part, from, (k) => (k > from || k === end) && ends(rest, [k]).includes(end));
          divide(part.part, from, to);
          if (to === from) break;
          at = to;
        }
        return;
      }
      default:
        return;
    }
  }

  function longest(part: Part, start: number, fits: (end: number) => boolean): number {
    const candidates = ends(part, [start]);
    for (let i = candidates.length - 1; i >= 0; i--) if (fits(candidates[i] as number)) return candidates[i] as number;
    return candidates.at(-1) ?? start;
  }

  for (let start = 0; start <= text.length; start++) {
    const end = ends(expression.root, [start]).at(-1);
    if (end === undefined) continue;
    groups[0] = { start, end };
    divide(expression.root, start, end);
    return groups;
  }
  return undefined;
}

function hasGroup(part: Part): boolean {
  if (part.kind === 'group') return true;
  if (part.kind === 'repeat') return hasGroup(part.part);
  return (part.kind === 'sequence' || part.kind === 'either') && part.parts.some(hasGroup);
}

function merged(lists: readonly (readonly number[])[]): readonly number[] {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length < 2) return filled[0] ?? [];
  return [...new Set(filled.flat())].sort((a, b) => a - b);
}
