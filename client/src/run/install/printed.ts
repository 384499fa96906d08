import { shellQuote } from '../../ssh/shell-quote.ts';

/**
 * Commands of a shell that print a text by its own printf; '' prints nothing. Words are kept below what a program may be given as one argument
 * (Linux, execve(2), MAX_ARG_STRLEN), for shells whose printf is one. What holds a NUL, which no shell reads, comes by way of base64.
 */
export function printed(text: string): string {
  // One text goes to many hosts.
  if (last?.text !== text) last = { text, commands: commandsOf(text) };
  return last.commands;
}

let last: { readonly text: string; readonly commands: string } | undefined;

function commandsOf(text: string): string {
  if (text.includes('\0')) {
    const lines = Buffer.from(text, 'utf8')
      .toString('base64')
      .match(/.{1,65536}/g);
    return `{ ${(lines ?? []).map((line) => `printf '%s\\n' '${line}'`).join('\n')}\n} | base64 -d`;
  }
  const pieces = text.match(/.{1,30000}/gsu) ?? [];
  return pieces.length === 0 ? ':' : pieces.map((piece) => `printf %s ${shellQuote(piece)}`).join(' &&\n');
}
