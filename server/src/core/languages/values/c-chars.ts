/** Whether the C locale's `isblank` takes it: a space or a tab. An undefined character (the text's end) is none. */
export function isBlank(c: string | undefined): boolean {
  return c === ' ' || c === '\t';
}

/** Whether the C locale's `isspace` takes it: blanks, line feed, carriage return, vertical tab, form feed. */
export function isSpace(c: string | undefined): boolean {
  return c === ' ' || (c !== undefined && c >= '\t' && c <= '\r');
}

/** Whether `isalpha` takes it: an ASCII letter; the bytes of any other letter are none in a UTF-8 locale. */
export function isAlpha(c: string | undefined): boolean {
  return c !== undefined && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
}
