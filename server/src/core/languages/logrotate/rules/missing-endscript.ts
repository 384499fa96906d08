import type { LogrotateTree, Stanza } from '../tree.ts';
import type { LogrotateRule } from './define.ts';

export const missingEndscript: LogrotateRule = {
  id: 'logrotate-missing-endscript',
  severity: 'error',
  summary: 'A script is not closed by `endscript`',
  why: 'A script goes on to the next line that begins with `endscript`, past braces and stanzas (config.c, STATE_LOAD_SCRIPT). With none left logrotate leaves out the stanza; with a later one it takes all between as shell, without a word.',
  story:
    "`endscript` was forgotten in the first of three stanzas. The shell got the other two as commands, `weekly: not found` went to cron's mail, and only one log was rotated.",
  bad: '/var/log/app.log {\n    daily\n    postrotate\n        systemctl reload app\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    postrotate\n        systemctl reload app\n    endscript\n}\n',
  *check({ tree, text }) {
    for (const { item: directive, stanza } of tree.taking('script')) {
      const { script } = directive;
      if (script === undefined) continue;
      const name = directive.name.text;
      if (script.swallowedBrace !== undefined) {
        yield {
          severity: 'warning',
          message: 'logrotate steps over the character behind `endscript`: this `}` closes nothing',
          span: script.swallowedBrace,
          fixes: [
            {
              title: 'Put `}` on a line of its own',
              certain: true,
              edits: [{ span: { start: script.swallowedBrace.start, end: script.swallowedBrace.start }, text: '\n' }],
            },
          ],
        };
      }
      if (script.missing === undefined) continue;
      const related = [{ span: directive.name.span, message: `the script that \`${name}\` begins` }];
      const severity = goesUnnoticed(tree, stanza, script.laterEnd) ? ('warning' as const) : ('error' as const);
      const so =
        script.missing === 'later'
          ? `all lines to the next \`endscript\` are taken as shell${severity === 'warning' ? ', without a word' : ', and the braces do not match any more'}`
          : 'the script never ends, and logrotate leaves out the stanza';
      if (script.misspelled !== undefined) {
        const written = text.slice(script.misspelled.start, script.misspelled.end);
        yield {
          severity,
          message: `\`${written}\` does not end the script of \`${name}\`, \`endscript\` was expected: ${so}`,
          span: script.misspelled,
          related,
          fixes: [{ title: 'Change it to `endscript`', certain: false, edits: [{ span: script.misspelled, text: 'endscript' }] }],
        };
        continue;
      }
      const at = script.body.end;
      const lineStart = text.lastIndexOf('\n', directive.name.span.start - 1) + 1;
      const indent = /^[ \t]*/.exec(text.slice(lineStart, directive.name.span.start))?.[0] ?? '';
      const newline = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
      const end = text.indexOf('\n', at);
      yield {
        severity,
        message: `\`endscript\` is missing before this: ${so}`,
        span: at >= text.length ? directive.name.span : { start: at, end: end < 0 ? text.length : end },
        related,
        fixes: [
          {
            title: 'Insert `endscript`',
            certain: false,
            edits: [{ span: { start: at, end: at }, text: `${newline}${indent}endscript\n` }],
          },
        ],
      };
    }
  },
};

/**
 * Whether the daemon finds nothing wrong: it ends the script at a later `endscript`, and that one stands in a stanza if and only if
 * the script does; else a closing brace is left over, or one is missing before the next stanza.
 */
function goesUnnoticed(tree: LogrotateTree, stanza: Stanza | undefined, laterEnd: number | undefined): boolean {
  if (laterEnd === undefined) return false;
  const inside = tree.stanzas.some((one) => one.open !== undefined && one.open.end <= laterEnd && laterEnd < one.span.end);
  if (inside === (stanza !== undefined)) return true;
  return stanza !== undefined && !tree.stanzas.some((one) => one.span.start > laterEnd);
}
