/** What C's `strtol`/`strtoull` family reads from the beginning of a text. */
export interface CInteger {
  /** The number, exactly; 0 where there were no digits. */
  readonly value: bigint;
  /** How many characters were taken, leading blanks and sign included; 0 where there were no digits. */
  readonly length: number;
  readonly base: 8 | 10 | 16;
}

/**
 * Reads a number as `strtol(text, &end, 0)` does: leading white space, an optional sign, then `0x` for hexadecimal, a leading `0` for
 * octal, else decimal; it stops at the first character that does not belong. A `base` of 8, 10 or 16 fixes it. Nothing is clamped.
 */
export function readCInteger(text: string, base: 0 | 8 | 10 | 16 = 0): CInteger {
  const head = /^[ \t\n\v\f\r]*([+-]?)/.exec(text) as RegExpExecArray;
  let at = head[0].length;
  let real: 8 | 10 | 16 = base === 0 ? 10 : base;
  if ((base === 0 || base === 16) && /^0[xX][0-9a-fA-F]/.test(text.slice(at, at + 3))) {
    real = 16;
    at += 2;
  } else if (base === 0 && text[at] === '0') real = 8;
  const digits = (real === 8 ? /^[0-7]+/ : real === 10 ? /^[0-9]+/ : /^[0-9a-fA-F]+/).exec(text.slice(at, at + 400))?.[0] ?? '';
  if (digits === '') return { value: 0n, length: 0, base: real };
  const prefix = real === 16 ? '0x' : real === 8 ? '0o' : '';
  const value = BigInt(prefix + digits);
  return { value: head[1] === '-' ? -value : value, length: at + digits.length, base: real };
}
