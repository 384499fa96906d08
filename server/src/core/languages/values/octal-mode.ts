/** A file mode written in octal (`640`, `0640`, `2750`); undefined where a character is no octal digit or it is above 07777. */
export function readOctalMode(text: string): number | undefined {
  if (!/^[0-7]{1,6}$/.test(text)) return undefined;
  const mode = Number.parseInt(text, 8);
  return mode <= 0o7777 ? mode : undefined;
}

const letters = ['x', 'w', 'r'] as const;

/** A mode as `ls` writes it: `rw-r-----`; the set-id and sticky bits are shown in place of the `x`. */
export function symbolicMode(mode: number): string {
  let out = '';
  for (let bit = 8; bit >= 0; bit--) out += (mode >> bit) & 1 ? letters[bit % 3] : '-';
  const special = (at: number, bit: number, on: string): void => {
    if ((mode & bit) === 0) return;
    out = out.slice(0, at) + (out[at] === 'x' ? on : on.toUpperCase()) + out.slice(at + 1);
  };
  special(2, 0o4000, 's');
  special(5, 0o2000, 's');
  special(8, 0o1000, 't');
  return out;
}
