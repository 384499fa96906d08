import { l10n } from 'vscode';
import type { Sentence } from './sentence.ts';

/** Its texts are gathered where the sentences stand. */
const translate: (text: string, ...holes: readonly string[]) => string = l10n.t;

/** Longer than any of the sentences with what is filled in: what a program printed. */
const LONG = 1000;

/**
 * How to say what was said in English in the language of the editor; it stays English where the bundles do not know it. Of several sentences (`; `
 * stands between them), and of one in another, those of `sentences` are translated.
 */
export function bySentences(sentences: readonly Sentence[]): (said: string) => string {
  return function say(said): string {
    if (said.length > LONG) return said;
    const parts = said.split('; ');
    // One of ours may hold that sign itself.
    const whole = sentences.find(({ text, pattern }) => parts.length === text.split('; ').length && pattern().test(said));
    if (whole === undefined) return parts.length === 1 ? said : parts.map(say).join('; ');
    const [, ...holes] = whole.pattern().exec(said) ?? [];
    // A word is a name.
    return translate(whole.text, ...holes.map((hole) => (hole.includes(' ') ? say(hole) : hole)));
  };
}
