import type { InterfacesTree, Line, Option, Stanza, Word } from '../tree.ts';

/** Where a caret stands. */
export interface Place {
  /** The stanza of the line, or the one that a new option here would belong to. */
  readonly stanza: Stanza | undefined;
  readonly option: Option | undefined;
  readonly line: Line | undefined;
  /** Which word of the line the caret is in or before, from 0. */
  readonly index: number;
  /** The word at the caret, undefined between words. */
  readonly word: Word | undefined;
}

/** Where `offset` stands: in which stanza, line and word. */
export function placeAt(tree: InterfacesTree, text: string, offset: number): Place {
  const line = tree.lines.find(({ kind, span }) => kind !== 'blank' && span.start <= offset && offset <= lineEnd(text, span.end));
  let stanza: Stanza | undefined;
  for (const candidate of tree.stanzas) {
    if (candidate.span.start > offset && candidate.line !== line) break;
    stanza = candidate;
  }
  const inside = stanza !== undefined && (stanza.iface !== undefined || stanza.kind === 'mapping' || stanza.kind === 'defaults');
  if (line === undefined) return { stanza: inside ? stanza : undefined, option: undefined, line, index: 0, word: undefined };
  const word = line.words.find(({ span }) => span.start <= offset && offset <= span.end);
  const index = word === undefined ? line.words.filter(({ span }) => span.end < offset).length : line.words.indexOf(word);
  const option = stanza?.options.find((candidate) => candidate.line === line);
  return { stanza: stanza !== undefined && (inside || stanza.line === line) ? stanza : undefined, option, line, index, word };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
