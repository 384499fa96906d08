import { nearest } from '../../values/suggest.ts';
import { dialectOf } from '../dialect.ts';
import { ifaceSpace } from '../facts-of.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import { globMatches } from '../../values/glob-match.ts';
import { selectedNames } from '../read/interface-words.ts';
import type { InterfacesTree } from '../tree.ts';
import { spelling } from '../verdict/misplaced.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

/** How many suggestions are looked for, and patterns looked at, in one file. */
const most = 200;

export const undefinedInterface: InterfacesRule = {
  id: 'interfaces-undefined-interface',
  severity: 'warning',
  summary: 'an interface that is to come up, without an `iface` stanza',
  why: '`ifup -a` says `unknown interface` and goes on without it; `ifquery --list` fails. Where the file reads others, one of them may define the interface: then this is a warning, an error where all of them are known. ifupdown adds `lo` by itself when no stanza has the method `loopback` (read_interfaces in config.c); ifupdown-ng needs no stanza.',
  story: '`auto eth1` stayed after its stanza was deleted. Each boot printed one error, until people stopped reading errors at boot.',
  bad: 'auto eth1\niface eth0 inet dhcp\n',
  good: 'auto eth0\niface eth0 inet dhcp\n',
  *check({ tree, settings, facts, closed, path }) {
    const dialect = dialectOf(tree, settings);
    if (dialect === 'ifupdown-ng') return;
    const defined = new Set<string>();
    for (const { fact } of facts) if (fact.kind === 'defines' && fact.space === ifaceSpace) defined.add(fact.name);
    for (const { iface } of tree.stanzas) if (iface?.name !== undefined) defined.add(iface.name.text);
    const patterns = new Set<string>();
    for (const { kind, args } of tree.stanzas) if (kind === 'mapping') for (const { text } of args) patterns.add(text);
    // With a crowd of patterns or ranges nothing can be said within reason.
    const globs = [...patterns].filter((pattern) => /[*?[]/.test(pattern));
    const ranges = [...defined].filter((name) => name.includes('['));
    if (globs.length > most || ranges.length > most) return;
    let candidates: readonly string[] | undefined;
    let suggestions = 0;
    const loopback = tree.stanzas.some(({ iface }) => iface?.method?.text === 'loopback');
    // Without a `source` nothing else can define it; a part of a larger configuration is another matter.
    const alone =
      (path === undefined || /\/interfaces$/.test(path)) &&
      !tree.stanzas.some(({ kind }) => kind === 'source' || kind === 'source-directory');
    for (const stanza of tree.stanzas) {
      if (stanza.kind !== 'auto' && stanza.kind !== 'allow') continue;
      for (const { text: name, span } of selectedNames(stanza)) {
        if (defined.has(name) || patterns.has(name) || globs.some((glob) => globMatches(glob, name)) || isPlaceholder(name)) continue;
        if (name === 'lo' && !loopback && dialect === 'ifupdown') continue;
        if (dialect === 'ifupdown2' && (name === 'all' || ranges.some((range) => inRange(name, range)))) continue;
        candidates ??= notSelected(tree, defined);
        const meant = suggestions++ < most ? nearest(name, candidates) : undefined;
        const sure = closed || (alone && dialect === 'ifupdown' && stanza.kind === 'auto');
        yield {
          severity: sure && dialect !== 'ifupdown2' ? 'error' : 'warning',
          span,
          message: `\`${name}\` has no \`iface\` stanza${closed || alone ? '' : ' in this file'}${meant === undefined ? '' : `; \`${meant}\` was probably meant`}`,
          ...(meant !== undefined && { fixes: [spelling({ text: name, span }, meant, false)] }),
        };
      }
    }
  },
};

/** The interfaces that are defined and that no `auto` or `allow-` line names: what a misspelled name may have meant. */
function notSelected({ stanzas }: InterfacesTree, defined: ReadonlySet<string>): readonly string[] {
  const selected = new Set(stanzas.flatMap(({ kind, args }) => (kind === 'auto' || kind === 'allow' ? args.map(({ text }) => text) : [])));
  return [...defined].filter((name) => !selected.has(name) && !name.endsWith(':'));
}

/** Whether `range` (`swp[1-4]`, `swp[1-4].100`) has the interface. */
function inRange(name: string, range: string): boolean {
  const match = /^(.*)\[(\d+)-(\d+)\](.*)$/.exec(range);
  if (match === null) return false;
  const [, head = '', from, to, tail = ''] = match;
  if (!name.startsWith(head) || !name.endsWith(tail)) return false;
  const middle = name.slice(head.length, name.length - tail.length);
  return /^\d+$/.test(middle) && Number(middle) >= Number(from) && Number(middle) <= Number(to);
}
