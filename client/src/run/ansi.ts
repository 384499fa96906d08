// Complete sequences of ECMA-48, section 5.4 and 8.3: CSI ... final byte; OSC, DCS, SOS, PM and APC up to BEL or ST; and ESC with one more byte.
const csi = '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]';
const string = '(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)';
const short = '\\u001b[ -/]*[0-OQ-WYZ\\\\`-~]';
const sequences = new RegExp(`${csi}|${string}|${short}`, 'g');
// Control characters but tab and line feed, and those that turn the direction of writing or cannot be seen.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Whether nothing in `text` can steer a terminal, so that `withoutAnsi` leaves it as it is: every sequence begins with a control character. */
export function isPlain(text: string): boolean {
  return text.search(controls) < 0;
}

/**
 * `text` so that nothing in it can steer a terminal: whole escape sequences are taken out, a carriage return before a line feed too, and every
 * other control character is shown by a sign of its own. It needs no state: a sequence cut by the border of two chunks is shown, not obeyed.
 */
export function withoutAnsi(text: string): string {
  // Nearly all text is plain; a gigabyte of it is only looked at.
  if (isPlain(text)) return text;
  return text.replace(sequences, '').replace(/\r+\n/g, '\n').replace(controls, shown);
}

function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 32) return String.fromCharCode(0x2400 + code);
  return code === 127 ? '\u2421' : `\\u${code.toString(16).padStart(4, '0')}`;
}
