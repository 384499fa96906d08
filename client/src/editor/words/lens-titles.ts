import { bySentences } from './by-sentences.ts';
import { type Sentence, saidAs } from './sentence.ts';

/** Titles of lenses, which the language server makes. */
export const lensTitles: readonly Sentence[] = [
  saidAs('$(play) Run on {0}'),
  saidAs('$(play) Check on {0}'),
  saidAs('$(play) Fix on {0}'),
  saidAs('$(play) Install on {0}'),
  saidAs('$(play) Run'),
  saidAs('$(play) Check'),
  saidAs('$(play) Fix'),
  saidAs('$(play) Install'),
  saidAs('Plan'),
];

/** A lens' title in the language of the editor: all that a browser, where nothing runs, has to translate. */
export const lensInTheirLanguage = bySentences(lensTitles);
