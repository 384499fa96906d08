/**
 * The words of the rest of an ssh_config line, as OpenSSH splits them (misc.c, `argv_split` with comments): blanks divide, `'` and `"` quote, a
 * backslash takes a quote, a backslash or (outside quotes) a blank literally, `#` at a word's start begins a comment. Undefined where a quote is
 * not closed.
 */
export function splitWords(text: string): string[] | undefined {
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    while (text[at] === ' ' || text[at] === '\t') at++;
    if (at >= text.length || text[at] === '#') break;
    let word = '';
    let quote = '';
    for (; at < text.length; at++) {
      const c = text[at] ?? '';
      const next = text[at + 1] ?? '';
      if (c === '\\' && (next === "'" || next === '"' || next === '\\' || (quote === '' && next === ' '))) {
        word += next;
        at++;
      } else if (quote === '' && (c === ' ' || c === '\t')) {
        break;
      } else if (quote === '' && (c === '"' || c === "'")) {
        quote = c;
      } else if (quote !== '' && c === quote) {
        quote = '';
      } else {
        word += c;
      }
    }
    if (quote !== '') return undefined;
    words.push(word);
  }
  return words;
}
