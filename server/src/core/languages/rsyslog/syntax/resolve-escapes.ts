const simple: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The text of a string's inside with rsyslogd's escapes resolved (`unescapeStr`, grammar/rainerscript.c); an unknown one stays. */
export function resolveEscapes(inside: string): string {
  if (!inside.includes('\\')) return inside;
  return inside.replace(
    /\\(?:x([0-9a-f]{2})|([0-7]{1,3})|([\s\S]))/gi,
    (whole, hex: string | undefined, octal: string | undefined, other: string | undefined) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
      if (other !== undefined && /['"`?\\$]/.test(other)) return other;
      return simple[other ?? ''] ?? whole;
    },
  );
}
