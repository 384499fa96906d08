import type { Token, TokenKind } from '../../../language.ts';
import type { Parsed } from '../../../unit.ts';
import { optionNamed } from '../facts/option-named.ts';
import type { InterfacesTree, Option, Stanza, Word } from '../tree.ts';

/** Colours: keywords, interface names, families, methods, options and their values by kind, comments. */
export function tokens({ tree, text }: Parsed<InterfacesTree>): readonly Token[] {
  const out: Token[] = [];
  const add = (word: Word, kind: TokenKind): void => {
    // A word that a backslash splits over two lines is no one token.
    if (word.span.end > word.span.start && !text.slice(word.span.start, word.span.end).includes('\n')) out.push({ span: word.span, kind });
  };
  for (const { kind, span } of tree.lines) if (kind === 'comment' && span.end > span.start) out.push({ span, kind: 'comment' });
  for (const stanza of tree.stanzas) {
    if (stanza.kind === 'stray') continue;
    add(stanza.keyword, 'keyword');
    for (const word of stanza.args) add(word, argumentKind(stanza, word));
    for (const option of stanza.options) {
      add(option.name, 'property');
      for (const word of option.words) add(word, valueKind(option, word));
    }
  }
  return out.sort((a, b) => a.span.start - b.span.start);
}

function argumentKind({ kind, iface }: Stanza, word: Word): TokenKind {
  if (kind === 'source' || kind === 'source-directory') return 'string';
  if (word === iface?.family) return 'type';
  if (word === iface?.method) return 'enumMember';
  if (word === iface?.inherits) return 'keyword';
  return iface?.extra.includes(word) === true ? 'string' : 'variable';
}

function valueKind({ key }: Option, word: Word): TokenKind {
  const kind = optionNamed(key)?.value.kind;
  if (kind === 'interfaces') return 'variable';
  if (kind === 'one-of') return 'enumMember';
  if (kind === 'command') return 'macro';
  return /^[\d.:/]+$|^[0-9A-Fa-f:]+(?:\/\d+)?$/.test(word.text) && /\d/.test(word.text) ? 'number' : 'string';
}
