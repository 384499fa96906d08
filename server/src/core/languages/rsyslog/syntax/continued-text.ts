/** A file as rsyslogd's lexer gets it, and the way back to the file's own offsets. */
export interface ContinuedText {
  readonly text: string;
  /** The source's offset for an offset of `text`; its length for one past the end. */
  toSource(offset: number): number;
  /** The source's offset behind the character before `offset`: where a stretch that ends at `offset` ends. */
  toSourceEnd(offset: number): number;
}

/**
 * `source` as rsyslogd's `readConfFile` (grammar/rainerscript.c) hands it to the lexer: blanks at the end of a line are taken off,
 * a line that then ends in a backslash is joined with the next one without that one's leading blanks, a NUL ends its line, and there
 * is a line end at the end. Linear in its length.
 */
export function continuedText(source: string): ContinuedText {
  const parts: string[] = [];
  const joinedStarts: number[] = [];
  const sourceStarts: number[] = [];
  let length = 0;
  const add = (text: string, at: number): void => {
    if (text.length === 0) return;
    const last = joinedStarts.length - 1;
    if (last < 0 || (sourceStarts[last] as number) + (length - (joinedStarts[last] as number)) !== at) {
      joinedStarts.push(length);
      sourceStarts.push(at);
    }
    parts.push(text);
    length += text.length;
  };
  let at = 0;
  let continued = false;
  let nul = source.indexOf('\0');
  while (at < source.length) {
    if (!continued) {
      // Lines that are taken as they are go in one piece.
      changed.lastIndex = at;
      const found = changed.exec(source)?.index ?? source.length;
      const plain = found === source.length ? found : source.lastIndexOf('\n', found) + 1;
      if (plain > at) add(source.slice(at, plain), at);
      at = Math.max(at, plain);
      if (at === source.length) {
        if (source.charCodeAt(at - 1) !== 10) add('\n', at);
        break;
      }
    }
    const newline = source.indexOf('\n', at);
    const next = newline === -1 ? source.length : newline + 1;
    let end = newline === -1 ? source.length : newline;
    if (nul !== -1 && nul < at) nul = source.indexOf('\0', at);
    if (nul !== -1 && nul < end) end = nul;
    let start = at;
    if (continued) while (start < end && isBlank(source.charCodeAt(start))) start++;
    while (end > start && isBlank(source.charCodeAt(end - 1))) end--;
    if (end > start) {
      continued = source.charCodeAt(end - 1) === 92;
      add(source.slice(start, continued ? end - 1 : end), start);
    }
    if (!continued) add('\n', newline === -1 ? source.length : newline);
    at = next;
  }
  // Nearly all that is asked for stands in the stretch of what was asked for before.
  let last = 0;
  const find = (offset: number): number => {
    if (offset >= (joinedStarts[last] ?? 0) && offset < (joinedStarts[last + 1] ?? Number.POSITIVE_INFINITY))
      return (sourceStarts[last] ?? 0) + (offset - (joinedStarts[last] ?? 0));
    let low = 0;
    let high = joinedStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((joinedStarts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    last = low;
    return joinedStarts.length === 0 ? offset : (sourceStarts[low] as number) + (offset - (joinedStarts[low] as number));
  };
  const toSource = (offset: number): number => Math.max(0, Math.min(source.length, offset >= length ? source.length : find(offset)));
  return {
    text: parts.length === 1 ? (parts[0] as string) : parts.join(''),
    toSource,
    toSourceEnd: (offset) => (offset <= 0 ? 0 : Math.min(source.length, find(offset - 1) + 1)),
  };
}

/** What makes a line another than it is written: a blank or a backslash at its end, a NUL in it. */
const changed = /[\t\v\f\r \\](?:\n|$)|\0/g;

/** What C's isspace takes for a blank. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
