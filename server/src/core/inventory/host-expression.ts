import { nearest } from '../languages/values/suggest.ts';
import type { Span } from '../text/span.ts';
import type { Inventory } from './inventory.ts';

/** What was asked for by an expression; `span` counts in the expression. */
export interface HostTrouble {
  readonly kind: 'syntax' | 'unknown' | 'empty' | 'too-many';
  readonly message: string;
  readonly span: Span;
}

/** The hosts of an expression in order, each once, and what is wrong with it. */
export interface HostSet {
  readonly names: readonly string[];
  readonly troubles: readonly HostTrouble[];
}

/** Names that are always there and never meant by `*`, `?` or a group. */
export const alwaysThere: readonly string[] = ['local', 'sandbox'];

const LIMIT = 100_000;

/**
 * Reads a subset of ClusterShell's node sets: names, `web[1-3,7]`, `web[01-12]`, `*` and `?` over known names, `@group`,
 * `ssh://[user@]name[:port]`, joined by `,` (union), `!` (difference), `&` (intersection), of one rank, left to right.
 * A name found nowhere is a trouble, never guessed.
 */
export function hostExpression(text: string, inventory: Inventory): HostSet {
  const troubles: HostTrouble[] = [];
  let result: string[] = [];
  let operator = ',';
  let at = 0;
  while (at <= text.length) {
    const end = termEnd(text, at);
    const raw = text.slice(at, end);
    const lead = raw.length - raw.trimStart().length;
    const term = raw.trim();
    const place: Span = { start: at + lead, end: at + lead + term.length };
    if (term === '') {
      if (text.trim() !== '')
        troubles.push({
          kind: 'syntax',
          message: 'A host was expected here',
          span: { start: Math.max(0, at - 1), end: Math.max(at, end) },
        });
    } else {
      const names = hostsOf(term, place, inventory, troubles);
      const known = new Set(names);
      if (operator === ',') result = [...new Set([...result, ...names])];
      else if (operator === '!') result = result.filter((name) => !known.has(name));
      else result = result.filter((name) => known.has(name));
    }
    if (end >= text.length) break;
    operator = text.charAt(end);
    at = end + 1;
  }
  if (text.trim() === '')
    troubles.push({ kind: 'syntax', message: 'A host expression was expected', span: { start: 0, end: text.length } });
  else if (result.length === 0 && troubles.length === 0)
    troubles.push({ kind: 'empty', message: `\`${text}\` stands for no host`, span: { start: 0, end: text.length } });
  return { names: result, troubles };
}

/** The groups that an expression names, ranges written out; nothing of what is no expression. */
export function groupsNamed(text: string): readonly string[] {
  const names: string[] = [];
  for (let at = 0, end = 0; at <= text.length; at = end + 1) {
    end = termEnd(text, at);
    const term = text.slice(at, end).trim();
    if (term.startsWith('@')) names.push(...(expandRanges(term.slice(1)) ?? []));
  }
  return names;
}

/** Where the term that begins at `from` ends: at `,` `!` `&` outside of brackets, or with the text. */
function termEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '[') depth++;
    else if (c === ']') depth = Math.max(0, depth - 1);
    else if (depth === 0 && (c === ',' || c === '!' || c === '&')) return i;
  }
  return text.length;
}

function hostsOf(term: string, place: Span, inventory: Inventory, troubles: HostTrouble[]): string[] {
  const fail = (kind: HostTrouble['kind'], message: string): string[] => {
    troubles.push({ kind, message, span: place });
    return [];
  };
  if (term.startsWith('ssh://')) {
    const match = /^ssh:\/\/(?:[\w.-]+@)?(?:[\w.][\w.-]*|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?$/.exec(term);
    const port = Number(match?.[1] ?? 22);
    return match !== null && port > 0 && port < 65_536
      ? [term]
      : fail('syntax', `\`${term}\` is no address: \`ssh://[user@]name[:port]\` was expected`);
  }
  const group = term.startsWith('@');
  const expanded = expandRanges(group ? term.slice(1) : term);
  if (expanded === undefined) return fail('syntax', `\`${term}\` has a range that is none: \`web[1-3,7]\` or \`web[01-12]\` was expected`);
  if (expanded.length > LIMIT) return fail('too-many', `\`${term}\` stands for more than ${LIMIT} hosts`);
  const names: string[] = [];
  const unknown: string[] = [];
  for (const word of expanded) {
    if (group) {
      const members = word === '*' ? [...inventory.hosts.keys()] : inventory.groups.get(word);
      if (members !== undefined) for (const member of members) names.push(member);
      else if (inventory.complete)
        fail('unknown', `No inventory has a group \`@${word}\`${meant(nearest(word, inventory.groups.keys()), '@')}`);
      const wrong = inventory.wrongGroups?.get(word);
      if (wrong !== undefined) fail('unknown', `The group \`@${word}\` of opsbook.yaml: ${wrong}`);
      continue;
    }
    if (!/^[\w.*?:-]+$/.test(word))
      return fail('syntax', `\`${word}\` is no host name${word.includes('@') ? `; with a user it is \`ssh://${word}\`` : ''}`);
    if (/[*?]/.test(word)) {
      const pattern = new RegExp(`^${word.replace(/[.:]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`);
      const matching = [...inventory.hosts.keys()].filter((name) => pattern.test(name));
      if (matching.length === 0 && inventory.complete) fail('empty', `\`${word}\` matches no known host`);
      for (const name of matching) names.push(name);
    } else if (alwaysThere.includes(word) || inventory.hosts.has(word)) names.push(word);
    else if (inventory.complete) unknown.push(word);
    else names.push(word);
  }
  const [first] = unknown;
  if (first !== undefined) fail('unknown', unknownNames(first, unknown, inventory));
  return names;
}

/** One sentence for all names of a term that nobody knows: a range may hold many. */
function unknownNames(first: string, unknown: readonly string[], { hosts, groups }: Inventory): string {
  if (unknown.length === 1) {
    const hint = groups.has(first) ? `; the group of that name is \`@${first}\`` : meant(nearest(first, hosts.keys())) || asAddress(first);
    return `No inventory and no ssh_config names the host \`${first}\`${hint}`;
  }
  const some = unknown.slice(0, 3).map((name) => `\`${name}\``);
  const more = unknown.length - some.length;
  return `No inventory and no ssh_config names the hosts ${some.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** How an address, or a name that looks like one of DNS, is written that no inventory need know. */
function asAddress(word: string): string {
  if (/^[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*$/.test(word)) return `; an address is written \`ssh://[${word}]\``;
  return /^\w[\w-]*(\.[\w-]+)+(:\d+)?$/.test(word) ? `; an address is written \`ssh://${word}\`` : '';
}

function meant(name: string | undefined, before = ''): string {
  return name === undefined ? '' : `; did you mean \`${before}${name}\`?`;
}

/** `web[1-3]-[a]` written out; undefined where brackets or ranges are none. At most a little over the limit is made. */
function expandRanges(term: string): string[] | undefined {
  const open = term.indexOf('[');
  if (open === -1) return term.includes(']') ? undefined : [term];
  const close = term.indexOf(']', open);
  if (close === -1) return undefined;
  const numbers: string[] = [];
  for (const part of term.slice(open + 1, close).split(',')) {
    const match = /^(\d{1,9})(?:-(\d{1,9})(?:\/(\d{1,5}))?)?$/.exec(part.trim());
    if (match === null) return undefined;
    const [, from = '', to = from, step = '1'] = match;
    if (Number(to) < Number(from) || Number(step) === 0) return undefined;
    for (let n = Number(from); n <= Number(to) && numbers.length <= LIMIT; n += Number(step))
      numbers.push(String(n).padStart(from.startsWith('0') ? from.length : 0, '0'));
  }
  const rest = expandRanges(term.slice(close + 1));
  if (rest === undefined) return undefined;
  const out: string[] = [];
  for (const number of numbers) {
    for (const tail of rest) {
      out.push(term.slice(0, open) + number + tail);
      if (out.length > LIMIT) return out;
    }
  }
  return out;
}
