/**
 * rsyslogd sees bytes, not characters: positions, lengths and fields count them. Here a text is a string with one character from 0 to
 * 255 for each byte.
 */

/** The UTF-8 bytes of a text; a lone surrogate becomes the bytes of U+FFFD. */
export function toBytes(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  const out: string[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) out.push(character);
    else if (code < 0x800) out.push(String.fromCharCode(0xc0 | (code >> 6), 0x80 | (code & 63)));
    else if (code < 0x10000) out.push(String.fromCharCode(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)));
    else out.push(String.fromCharCode(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)));
  }
  return out.join('');
}

const sequence = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|[\x80-\xff]/g;

/** The text that bytes stand for as UTF-8; what is none becomes U+FFFD. */
export function fromBytes(bytes: string): string {
  return bytes.replace(sequence, (found) => {
    if (found.length === 1) return '\ufffd';
    let code = found.charCodeAt(0) & (found.length === 2 ? 0x1f : found.length === 3 ? 0x0f : 0x07);
    for (let i = 1; i < found.length; i++) code = (code << 6) | (found.charCodeAt(i) & 63);
    const least = found.length === 2 ? 0x80 : found.length === 3 ? 0x800 : 0x10000;
    return code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
  });
}
