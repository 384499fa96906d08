/** A command of a shell that prints base64 by its own printf, which knows no limit of an argument's length; '' prints nothing. */
export function printed(base64: string): string {
  const lines = base64.match(/.{1,65536}/g) ?? [];
  return lines.length === 0 ? ':' : lines.map((line) => `printf '%s\\n' '${line}'`).join('\n');
}
