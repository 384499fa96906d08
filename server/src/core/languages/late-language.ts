import type { Language, LanguageHead } from '../language.ts';

// biome-ignore lint/suspicious/noExplicitAny: whoever asks for a language by its name does not know its tree
type AnyLanguage = Language<any>;

/** All of a language that is not its head. A record, so that one that is forgotten does not compile. */
const late: Readonly<Record<Exclude<keyof Language, keyof LanguageHead>, true>> = {
  parse: true,
  markers: true,
  asks: true,
  placed: true,
  judgedBy: true,
  rules: true,
  borrowed: true,
  passesOver: true,
  complete: true,
  hover: true,
  signature: true,
  symbols: true,
  folding: true,
  selection: true,
  pathLinks: true,
  rewritings: true,
  scripts: true,
  nameTrouble: true,
  tokens: true,
  inlays: true,
  format: true,
  deploy: true,
};

/** The language of that head, which `load` gives: called when more of it than the head is asked for, so that most calls load few languages. */
export function lateLanguage(head: LanguageHead, load: () => AnyLanguage): AnyLanguage {
  const language = { ...head };
  for (const name of Object.keys(late) as (keyof typeof late)[])
    Object.defineProperty(language, name, { enumerable: true, get: () => load()[name] });
  return language as AnyLanguage;
}
