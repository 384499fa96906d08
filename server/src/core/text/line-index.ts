import { once } from '../once.ts';

/** A place as an editor counts it: line and character from 0, characters in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Turns offsets of one text into lines and back. */
export interface LineIndex {
  /** How many lines there are; a text that ends in a line end has an empty last one. At least 1. */
  readonly lineCount: number;
  /** Offset of the first character of `line`; a line past the end gives the text's length. */
  lineStart(line: number): number;
  /** Offset behind the last character of `line`, its line end not counted. */
  lineEnd(line: number): number;
  /** The position of `offset`; one outside of the text is moved to its nearest end. */
  positionAt(offset: number): Position;
  /** The offset of a position; a character past the line's end gives the line's end. */
  offsetAt(position: Position): number;
}

/** An index of the lines of `text`, which end in LF, CRLF or CR, as the language server protocol has it. */
export function lineIndex(text: string): LineIndex {
  const found = once(() => lineStarts(text));
  const length = text.length;
  const lineStart = (line: number): number => (line < 0 ? 0 : (found()[line] ?? length));
  const lineEnd = (line: number): number => {
    const starts = found();
    let end = line + 1 < starts.length ? lineStart(line + 1) : length;
    const start = lineStart(line);
    if (line + 1 < starts.length) {
      if (end > start && text.charCodeAt(end - 1) === 10) end--;
      if (end > start && text.charCodeAt(end - 1) === 13) end--;
    }
    return end;
  };
  return {
    get lineCount() {
      return found().length;
    },
    lineStart,
    lineEnd,
    positionAt(offset) {
      const starts = found();
      const at = Math.max(0, Math.min(length, offset));
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (lineStart(middle) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low, character: at - lineStart(low) };
    },
    offsetAt({ line, character }) {
      const starts = found();
      if (line < 0) return 0;
      if (line >= starts.length) return length;
      return Math.min(lineStart(line) + Math.max(0, character), lineEnd(line));
    },
  };
}

/** The offsets at which lines begin. */
function lineStarts(text: string): readonly number[] {
  const starts: number[] = [0];
  if (text.includes('\r')) {
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      if (c !== 10 && c !== 13) continue;
      if (c === 13 && text.charCodeAt(i + 1) === 10) i++;
      starts.push(i + 1);
    }
  } else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
