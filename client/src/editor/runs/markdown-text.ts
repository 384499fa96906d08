import { withoutAnsi } from '../../run/ansi.ts';

/** A fence that nothing in the body can close. */
export function fenceFor(body: string): string {
  const longest = Math.max(0, ...[...body.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  return '`'.repeat(Math.max(3, longest + 1));
}

/** Text of a host or a runbook on a line of Markdown: nothing in it is markup. */
export function plain(text: string): string {
  return withoutAnsi(text)
    .replace(/\n+/g, ' ')
    .replace(/[\\`*_[\]<>#|]/g, '\\$&');
}

/** A path or a command on a line of Markdown, in code face, whatever ticks are in it. */
export function code(text: string): string {
  const body = withoutAnsi(text).replace(/\n+/g, ' ');
  const ticks = '`'.repeat(Math.max(0, ...[...body.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return ticks.length > 1 ? `${ticks} ${body} ${ticks}` : `${ticks}${body}${ticks}`;
}
