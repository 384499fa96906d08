import { atLeast, readings } from '../version.ts';
import type { LogrotateRule } from './define.ts';

/** What a missing line end at the end does: config.c, isolateLine trims no blanks there, and to 3.21 a keyword there is "not properly separated". */
export const finalNewline: LogrotateRule = {
  id: 'logrotate-final-newline',
  severity: 'error',
  summary: 'The last line has no line end, and that changes how it is read',
  why: 'A keyword at the very end of the file is an error to 3.21 ("not properly separated"); blanks behind a value there belong to the value, so that numbers are refused.',
  story:
    'A generator wrote the file without a last line end. logrotate 3.21 refused the last keyword, on machines where the same file had passed with 3.22.',
  bad: 'rotate 4 ',
  good: 'rotate 4\ncompress\n',
  *check({ tree, text, settings }) {
    if (text.endsWith('\n')) return;
    const fix = { title: 'End the last line', certain: true, edits: [{ span: { start: text.length, end: text.length }, text: '\n' }] };
    for (const { item: directive } of tree.directives.slice(-1)) {
      if (directive.atEnd === true && directive.script === undefined) {
        const old = readings(settings).every((version) => !atLeast(version, '3.22'));
        yield {
          severity: old ? 'error' : 'warning',
          message: `The line end behind \`${directive.name.text}\` is missing: logrotate to 3.21 refuses a keyword at the very end of the file`,
          span: directive.name.span,
          fixes: [fix],
        };
      } else if (directive.blanksAtEnd === true && directive.value !== undefined) {
        const argument = directive.record?.argument;
        const strict = argument === 'size' || argument === 'count' || argument === 'path' || argument === 'address';
        if (!strict) continue;
        yield {
          message: `The last line has no line end, so the blanks behind \`${directive.value.text}\` belong to the value, and logrotate refuses it`,
          span: { start: directive.value.span.end, end: text.length },
          fixes: [fix],
        };
      }
    }
  },
};
