import { optionNamed } from '../facts/option-named.ts';
import type { Option, Stanza, Word } from '../tree.ts';

/** A run of characters that a shell takes for one plain word. */
const plain = /[^\s;|&<>()'"`$={}\\,]+/g;

/**
 * The words of a stanza's commands that name interfaces: those behind `dev`, `ifup` and the like, and any word that is the name of one of
 * `known`, if it ends in a digit, as hardly another word does. Nothing in commands that a backslash continues.
 */
export function commandWords({ options }: Stanza, known: ReadonlySet<string>): readonly Word[] {
  return options.flatMap((option) => (isCommand(option) ? wordsOf(option, known) : []));
}

function isCommand({ key, line }: Option): boolean {
  return line.joins.length === 0 && optionNamed(key)?.value.kind === 'command';
}

function wordsOf({ value }: Option, known: ReadonlySet<string>): Word[] {
  const out: Word[] = [];
  if (value.text.match(plain)?.some((text) => known.has(text)) !== true) return out;
  let before = '';
  for (const { 0: text, index } of value.text.matchAll(plain)) {
    const names = /^(?:dev|ifup|ifdown|ifquery|master)$/.test(before) || /\d$/.test(text);
    if (names && known.has(text))
      out.push({ text, span: { start: value.span.start + index, end: value.span.start + index + text.length } });
    before = text;
  }
  return out;
}
