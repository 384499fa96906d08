/** The words of a line as Python's shlex splits them, quotes taken off, up to a `#`; a sentence where a quote is not closed. */
export function splitWords(line: string): readonly string[] | string {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"' && /["\\]/.test(line.charAt(at + 1))) word = (word ?? '') + line.charAt(++at);
      else word = (word ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (character === '\\' && at + 1 < line.length) word = (word ?? '') + line.charAt(++at);
    else if (character === '#') break;
    else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  if (quote !== '') return `a quote is not closed in \`${line}\``;
  if (word !== undefined) words.push(word);
  return words;
}
