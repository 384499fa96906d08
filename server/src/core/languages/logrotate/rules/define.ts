import type { LanguageRule } from '../../../language.ts';
import type { Fix } from '../../../problem.ts';
import type { Directive, LogrotateTree } from '../tree.ts';

/** A rule of logrotate; it only gives the object its type. */
export type LogrotateRule = LanguageRule<LogrotateTree>;

/** What the daemon does about an error in a stanza, or at top level (config.c, RAISE_ERROR). */
export function consequence(inStanza: boolean): string {
  return inStanza ? 'logrotate leaves out the whole stanza' : 'logrotate leaves out the rest of the file';
}

/** A fix that takes a directive away, with its whole line where nothing else stands on it. */
export function removeLine(text: string, directive: Directive, certain: boolean): Fix {
  let start = directive.span.start;
  let end = directive.span.end;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  while (text[end] === ' ' || text[end] === '\t') end++;
  const wholeLine = (start === 0 || text[start - 1] === '\n') && (end === text.length || text[end] === '\n');
  const span = wholeLine ? { start, end: Math.min(text.length, end + 1) } : { start: directive.span.start, end };
  return {
    title: `Remove \`${directive.name.text}${directive.value === undefined ? '' : ` ${directive.value.text}`}\``,
    certain,
    edits: [{ span, text: '' }],
  };
}
