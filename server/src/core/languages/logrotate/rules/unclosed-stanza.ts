import type { Span } from '../../../text/span.ts';
import type { Stanza } from '../tree.ts';
import type { LogrotateRule } from './define.ts';

export const unclosedStanza: LogrotateRule = {
  id: 'logrotate-unclosed-stanza',
  severity: 'error',
  summary: 'A stanza has no closing brace',
  why: 'At the end of the file logrotate does not miss the brace (config.c, readConfigFile has no such check): the stanza works, but the check of `olddir` that is made at the brace is left out, and whatever is added below falls into it. Before another stanza it is an error: "unexpected log filename", and both are left out.',
  story:
    'A brace was lost in a merge. For weeks nothing happened, because the stanza was the last one; then a colleague added another below it, and both logs stopped being rotated.',
  bad: '/var/log/a.log {\n    daily\n\n/var/log/b.log {\n    daily\n}\n',
  good: '/var/log/a.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    for (const stanza of tree.stanzas) {
      if (stanza.unclosed === undefined || stanza.closeBelongs === undefined || stanza.open === undefined) continue;
      const at = stanza.closeBelongs.start;
      const swallowed = braceInValue(stanza);
      if (swallowed !== undefined) {
        yield {
          ...(stanza.unclosed === 'end' ? { severity: 'warning' as const } : {}),
          message: 'This `}` belongs to the value before it, which goes to the end of the line: the stanza is not closed',
          span: swallowed,
          fixes: [
            {
              title: 'Put `}` on a line of its own',
              certain: false,
              edits: [{ span: { start: swallowed.start, end: swallowed.start }, text: '\n' }],
            },
          ],
          related: [{ span: stanza.header, message: 'the stanza that is not closed' }],
        };
        continue;
      }
      const newline = at > 0 && text[at - 1] !== '\n' ? '\n' : '';
      const edit = { span: stanza.closeBelongs, text: `${newline}}\n` };
      const fixes = [{ title: 'Insert `}`', certain: false, edits: [edit] }];
      const related = [{ span: stanza.header, message: 'the stanza that is not closed' }];
      if (stanza.unclosed === 'end') {
        yield {
          severity: 'warning',
          message:
            '`}` is missing: the stanza is not closed before the end of the file; logrotate does not notice, and takes what is added below into it',
          span: stanza.closeBelongs,
          fixes,
          related,
        };
      } else {
        yield {
          message: '`}` is missing: the next stanza begins before this one is closed; logrotate leaves out both',
          span: stanza.closeBelongs,
          fixes,
          related,
        };
      }
    }
  },
};

/** The `}` at the end of the last directive's value (`{ rotate 5 }`), or of an unknown directive's line. */
function braceInValue(stanza: Stanza): Span | undefined {
  const last = stanza.items.at(-1);
  if (last?.kind !== 'directive' || last.value?.text.endsWith('}') !== true) return undefined;
  return { start: last.value.span.end - 1, end: last.value.span.end };
}
