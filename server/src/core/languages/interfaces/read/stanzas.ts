import type { Line, Option, Stanza, StanzaKind, Word } from '../tree.ts';
import { readAddresses } from './stanza-address.ts';
import { readIfaceHead } from './iface-head.ts';

const kinds: ReadonlyMap<string, StanzaKind> = new Map([
  ['iface', 'iface'],
  ['interface', 'iface'],
  ['mapping', 'mapping'],
  ['auto', 'auto'],
  ['no-auto-down', 'no-auto-down'],
  ['no-scripts', 'no-scripts'],
  ['rename', 'rename'],
  ['source', 'source'],
  ['template', 'template'],
  ['defaults', 'defaults'],
  ['vlan', 'vlan'],
]);

/**
 * The kind of stanza that a line's first word begins, in any of the daemons; undefined for an option. `allow-` needs a class behind it,
 * and every word that begins with `source-dir` is `source-directory` (strlmatch in ifupdown's config.c compares no further).
 */
export function stanzaKind(word: string): StanzaKind | undefined {
  if (word.startsWith('allow-') && word.length > 6) return 'allow';
  if (word.startsWith('source-dir')) return 'source-directory';
  return kinds.get(word);
}

const selections: readonly StanzaKind[] = ['auto', 'allow', 'no-auto-down', 'no-scripts'];

/** The stanzas of `lines`: an option belongs to the `iface`, `mapping`, `template`, `defaults` or `vlan` line above it, if nothing else stands between. */
export function readStanzas(lines: readonly Line[]): readonly Stanza[] {
  const stanzas: Stanza[] = [];
  let open: { options: Option[]; stanza: Stanza } | undefined;
  let nested = false;
  const close = (): void => {
    if (open === undefined) return;
    const { stanza, options } = open;
    stanzas.push({
      ...stanza,
      options,
      addresses: readAddresses(options),
      span: { start: stanza.span.start, end: options.at(-1)?.line.span.end ?? stanza.span.end },
    });
    open = undefined;
  };
  for (const line of lines) {
    const keyword = line.words[0];
    if (line.kind !== 'statement' || keyword === undefined) continue;
    const kind = stanzaKind(keyword.text);
    const within = open === undefined ? 'none' : open.stanza.kind === 'mapping' ? 'mapping' : 'iface';
    const args = line.words.slice(1);
    const stanza = (as: StanzaKind): Stanza => ({ kind: as, keyword, args, line, options: [], addresses: [], span: line.span, within });
    if (kind === undefined) {
      if (open === undefined) stanzas.push(stanza('stray'));
      else open.options.push(option(line, keyword, args));
      continue;
    }
    const above = open?.stanza.kind === 'iface' ? open.stanza.iface?.name : undefined;
    if (args.length === 0 && above !== undefined && selections.includes(kind)) {
      nested = true;
      stanzas.push({ ...stanza(kind), selects: above });
      continue;
    }
    close();
    if (kind === 'iface' || kind === 'template' || kind === 'vlan')
      open = { stanza: { ...stanza(kind), iface: readIfaceHead(args) }, options: [] };
    else if (kind === 'mapping' || kind === 'defaults') open = { stanza: stanza(kind), options: [] };
    else stanzas.push(stanza(kind));
  }
  close();
  return nested ? stanzas.sort((a, b) => a.span.start - b.span.start) : stanzas;
}

function option(line: Line, name: Word, words: readonly Word[]): Option {
  const key = name.text.length > 1 && name.text.endsWith('?') ? name.text.slice(0, -1) : name.text;
  return { name, key, value: line.rest, words, line };
}
