import type { IfaceHead, Line, Option, Stanza, StanzaAddress, StanzaKind, Word } from '../tree.ts';
import { readIfaceHead } from './iface-head.ts';
import { readAddresses } from './stanza-address.ts';

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
const noOptions: readonly Option[] = [];
const noAddresses: readonly StanzaAddress[] = [];

/** A stanza that options may follow, while it is being read. */
interface Open {
  readonly kind: StanzaKind;
  readonly keyword: Word;
  readonly args: readonly Word[];
  readonly line: Line;
  readonly within: Stanza['within'];
  readonly iface: IfaceHead | undefined;
  readonly options: Option[];
}

/** The stanzas of `lines`: an option belongs to the `iface`, `mapping`, `template`, `defaults` or `vlan` line above it, if nothing else stands between. */
export function readStanzas(lines: readonly Line[]): readonly Stanza[] {
  const stanzas: Stanza[] = [];
  let open: Open | undefined;
  let nested = false;
  const close = (): void => {
    if (open === undefined) return;
    const { kind, keyword, args, line, within, iface, options } = open;
    const end = options.at(-1)?.line.span.end ?? line.span.end;
    stanzas.push({
      kind,
      keyword,
      args,
      line,
      options,
      span: { start: line.span.start, end },
      within,
      iface,
      selects: undefined,
      addresses: readAddresses(options),
    });
    open = undefined;
  };
  for (const line of lines) {
    const keyword = line.words[0];
    if (line.kind !== 'statement' || keyword === undefined) continue;
    const kind = stanzaKind(keyword.text);
    const within = open === undefined ? 'none' : open.kind === 'mapping' ? 'mapping' : 'iface';
    const args = line.words.slice(1);
    if (kind === undefined && open !== undefined) {
      open.options.push(option(line, keyword, args));
      continue;
    }
    const above: Word | undefined = open?.kind === 'iface' ? open.iface?.name : undefined;
    const selects = kind !== undefined && args.length === 0 && above !== undefined && selections.includes(kind) ? above : undefined;
    if (selects !== undefined) nested = true;
    else if (kind !== undefined) close();
    if (kind === 'iface' || kind === 'template' || kind === 'vlan' || kind === 'mapping' || kind === 'defaults') {
      const iface = kind === 'mapping' || kind === 'defaults' ? undefined : readIfaceHead(args);
      open = { kind, keyword, args, line, within, iface, options: [] };
      continue;
    }
    stanzas.push({
      kind: kind ?? 'stray',
      keyword,
      args,
      line,
      options: noOptions,
      span: line.span,
      within,
      iface: undefined,
      selects,
      addresses: noAddresses,
    });
  }
  close();
  return nested ? stanzas.sort((a, b) => a.span.start - b.span.start) : stanzas;
}

function option(line: Line, name: Word, words: readonly Word[]): Option {
  const key = name.text.length > 1 && name.text.endsWith('?') ? name.text.slice(0, -1) : name.text;
  return { name, key, value: line.rest, words, line };
}
