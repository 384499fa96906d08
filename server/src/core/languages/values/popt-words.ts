import type { Span } from '../../text/span.ts';
import { isSpace } from './c-chars.ts';

/** A word with quotes and backslashes off; its span holds them. */
export interface PoptWord {
  readonly text: string;
  readonly span: Span;
  /** The quote that was opened and not closed. */
  readonly openQuote?: '"' | "'";
}

/** A stretch of text that is read as words; what lies between two stretches (a comment) is not there. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The words of `stretches` as popt splits them (poptParseArgvString, which logrotate uses for log names and for its state file): quotes group, a backslash
 * outside of quotes makes the next character plain, inside of them only the quote itself. Empty words vanish. A quote that is never
 * closed takes all that follows; a backslash at the very end is `dangling`, for which
 * the daemon refuses the whole list; one before nothing but blanks is `blank`: from 3.22 those are dropped first.
 */
export function splitWords(text: string, stretches: readonly Stretch[]): { words: PoptWord[]; dangling: boolean; blank: boolean } {
  const words: PoptWord[] = [];
  let word = '';
  let start = -1;
  let last = 0;
  let quote: '"' | "'" | '' = '';
  let escaped = false;
  let escapedBlank = false;
  const flush = (): void => {
    if (word !== '') words.push({ text: word, span: { start, end: last }, ...(quote === '' ? {} : { openQuote: quote }) });
    word = '';
    start = -1;
  };
  for (const stretch of stretches) {
    for (let i = stretch.start; i < stretch.end; i++) {
      const c = text[i] as string;
      if (start < 0 && quote === '' && !escaped && isPlain(c)) {
        // Most names are plain from end to end: they are taken at once.
        let end = i + 1;
        while (end < stretch.end && isPlain(text[end] as string)) end++;
        escapedBlank = false;
        start = i;
        word = text.slice(i, end);
        last = end;
        i = end - 1;
        continue;
      }
      if (!isSpace(c)) escapedBlank = false;
      if (start < 0 && (escaped || quote !== '' || !isSpace(c))) start = i;
      if (escaped) {
        if (quote !== '' && c !== quote) word += '\\';
        word += c;
        escaped = false;
        escapedBlank = isSpace(c);
      } else if (c === quote) quote = '';
      else if (c === '\\') escaped = true;
      else if (quote !== '') word += c;
      else if (isSpace(c)) {
        flush();
        continue;
      } else if (c === '"' || c === "'") quote = c;
      else word += c;
      if (!isSpace(c) || quote === '') last = i + 1;
    }
  }
  flush();
  return { words, dangling: escaped, blank: escapedBlank };
}

/** Whether a character of a log name stands for itself and ends nothing. */
function isPlain(c: string): boolean {
  return !isSpace(c) && c !== '"' && c !== "'" && c !== '\\';
}
