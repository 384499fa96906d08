import type { Report } from '../../../rule.ts';
import type { LogName } from '../tree.ts';
import { atLeast, readings } from '../version.ts';
import type { LogrotateRule } from './define.ts';

/** What config.c's parseGlobString and popt's splitting make of the text before a brace. */
export const logName: LogrotateRule = {
  id: 'logrotate-log-name',
  severity: 'error',
  summary: 'A log name that logrotate cannot read, or reads otherwise than it looks',
  why: 'Log names are split like words of a shell, with quotes and backslashes, but the first `{` ends them wherever it stands, also in quotes and in `{a,b}`; a `#` is a comment only at the beginning of a line; names are globbed, not expanded like in bash.',
  story: '`/var/log/{web,mail}.log {` works in every shell. logrotate ended the name at the first brace, and neither log was rotated.',
  bad: 'var/log/app.log {\n    daily\n}\n',
  good: '"/var/log/my app.log" /var/log/other/*.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, text, settings }) {
    for (const stanza of tree.stanzas) {
      if (stanza.relative === true) {
        yield {
          message: `\`${text.slice(stanza.header.start, stanza.header.end).split(/\s/)[0]}\` cannot begin a stanza: log names begin with \`/\`, \`~/\` or a quote; logrotate leaves out the rest of the file`,
          span: stanza.logs[0]?.span ?? stanza.header,
          ...(stanza.logs[0]?.text.includes('/')
            ? {
                fixes: [
                  {
                    title: 'Put `/` before it',
                    certain: false,
                    edits: [{ span: { start: stanza.header.start, end: stanza.header.start }, text: '/' }],
                  },
                ],
              }
            : {}),
        };
        continue;
      }
      if (stanza.dangling === true) {
        yield {
          message: 'A backslash stands right before `{`: it makes nothing plain, and logrotate refuses the log names',
          span: stanza.header,
        };
      }
      if (stanza.danglingBlank === true) {
        const refused = readings(settings).every((version) => atLeast(version, '3.22'));
        yield {
          severity: refused ? 'error' : 'warning',
          message:
            'A backslash stands before the blanks before `{`: to 3.21 the name ends in a blank, from 3.22 logrotate refuses the log names',
          span: stanza.header,
        };
      }
      if (stanza.logs.length === 0 && stanza.open !== undefined) yield { message: 'No log name stands before `{`', span: stanza.header };
      let afterSign = false;
      for (const log of stanza.logs) {
        // Nearly all are so.
        if (log.text.charCodeAt(0) === 47 && log.braces !== true && log.text.length <= 2048 && !/[,;]/.test(log.text)) continue;
        if (log.braces === true) {
          yield {
            message: `logrotate knows no \`{a,b}\` in log names: the first \`{\` begins the stanza; write out the names, or use \`[ab]\` and \`*\``,
            span: log.span,
          };
        } else if (log.text.startsWith('#')) {
          afterSign = true;
          yield {
            severity: 'warning',
            message: '`#` begins a comment only as the first character of a line: here it and the words behind it are log names',
            span: log.span,
          };
        } else if (log.openQuote === undefined && !/^[/~*?[#]/.test(log.text) && stanza.open !== undefined) {
          if (afterSign) continue;
          yield {
            severity: 'warning',
            message: `\`${log.text}\` is taken as a log name relative to the folder that logrotate happens to run in: an absolute path was expected`,
            span: log.span,
          };
        } else if (/[,;](?:$|\/)/.test(log.text)) {
          yield separator(log, text);
        } else if (log.text.length > 2048) {
          yield { message: 'A log name may be at most 2048 characters long', span: log.span };
        }
      }
    }
  },
};

/** A comma or semicolon that was meant to part two names. */
function separator({ text: name, span }: LogName, text: string): Report {
  const at = name.search(/[,;](?:$|\/)/);
  const sign = name.charAt(at);
  const edit = { start: span.start + at, end: span.start + at + 1 };
  const plain = text.slice(span.start, span.end) === name;
  return {
    severity: 'warning',
    message: `Log names are parted by blanks alone: this \`${sign}\` belongs to the name \`${name}\``,
    span,
    ...(plain && {
      fixes: [{ title: `Remove the \`${sign}\``, certain: false, edits: [{ span: edit, text: at === name.length - 1 ? '' : ' ' }] }],
    }),
  };
}
