import { withoutAnsi } from '../../run/ansi.ts';

/** How a piece of output is to look; colours are 0 to 15, as terminals number them. */
export interface AnsiStyle {
  readonly foreground?: number;
  readonly background?: number;
  readonly bold?: true;
  readonly faint?: true;
  readonly italic?: true;
  readonly underline?: true;
}

/** A piece of `text` that has a look of its own; offsets in UTF-16 units. */
export interface AnsiSpan {
  readonly start: number;
  readonly end: number;
  readonly style: AnsiStyle;
}

// Select Graphic Rendition: ECMA-48, section 8.3.117.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const rendition = /\u001b\[([\d;:]*)m/g;

/** Output as plain text that steers nothing, and the pieces of it that its colour sequences give a look; other sequences are taken out. */
export function ansiColours(output: string): { readonly text: string; readonly spans: readonly AnsiSpan[] } {
  const spans: AnsiSpan[] = [];
  const pieces: string[] = [];
  let length = 0;
  let style: AnsiStyle = {};
  const put = (raw: string): void => {
    const piece = withoutAnsi(raw);
    if (piece === '') return;
    if (Object.keys(style).length > 0) spans.push({ start: length, end: length + piece.length, style });
    pieces.push(piece);
    length += piece.length;
  };
  let from = 0;
  for (const match of output.matchAll(rendition)) {
    put(output.slice(from, match.index));
    style = styled(style, match[1] ?? '');
    from = match.index + match[0].length;
  }
  put(output.slice(from));
  return { text: pieces.join(''), spans };
}

/** The style after one sequence. What is not known of it changes nothing. */
function styled(before: AnsiStyle, parameters: string): AnsiStyle {
  const codes = parameters.split(/[;:]/).map((code) => (code === '' ? 0 : Number(code)));
  let style: AnsiStyle = before;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code === 38 || code === 48) {
      // 38;5;N and 38;2;R;G;B: of the 256 colours only the first 16 have a name in every theme.
      const colour = codes[i + 1] === 5 ? codes[i + 2] : undefined;
      i += codes[i + 1] === 5 ? 2 : 4;
      if (colour !== undefined && colour < 16) style = { ...style, [code === 38 ? 'foreground' : 'background']: colour };
      continue;
    }
    style = afterCode(style, code);
  }
  return style;
}

function afterCode(style: AnsiStyle, code: number): AnsiStyle {
  const without = (...keys: readonly (keyof AnsiStyle)[]): AnsiStyle =>
    Object.fromEntries(Object.entries(style).filter(([key]) => !keys.includes(key as keyof AnsiStyle)));
  if (code === 0) return {};
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, faint: true };
  if (code === 3) return { ...style, italic: true };
  if (code === 4) return { ...style, underline: true };
  if (code === 22) return without('bold', 'faint');
  if (code === 23) return without('italic');
  if (code === 24) return without('underline');
  if (code === 39) return without('foreground');
  if (code === 49) return without('background');
  if (code >= 30 && code <= 37) return { ...style, foreground: code - 30 };
  if (code >= 40 && code <= 47) return { ...style, background: code - 40 };
  if (code >= 90 && code <= 97) return { ...style, foreground: code - 82 };
  if (code >= 100 && code <= 107) return { ...style, background: code - 92 };
  return style;
}
