import type { LogrotateRule } from './define.ts';

export const openQuote: LogrotateRule = {
  id: 'logrotate-open-quote',
  severity: 'warning',
  summary: 'A quote in the log names is opened and not closed',
  why: 'popt, which splits the names, does not miss the second quote (poptParseArgvString): everything up to the brace, with blanks and line ends, becomes one name, which no log has. logrotate says nothing, or that the log does not exist.',
  story:
    'A quote in front of a path with a blank was never closed. With `missingok` logrotate did not even say that there was no log of that long name.',
  bad: '"/var/log/app.log {\n    daily\n}\n',
  good: '"/var/log/app.log" {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    for (const stanza of tree.stanzas) {
      for (const log of stanza.logs) {
        if (log.openQuote === undefined) continue;
        const from = text.indexOf(log.openQuote, log.span.start);
        const word = /^\S*/.exec(text.slice(from + 1, log.span.end))?.[0] ?? '';
        const end = from + 1 + word.length;
        yield {
          message: `The quote \`${log.openQuote}\` is not closed: everything up to \`{\` is one log name, which no file has`,
          span: { start: from, end: log.span.end },
          fixes: [{ title: 'Close the quote', certain: false, edits: [{ span: { start: end, end }, text: log.openQuote }] }],
        };
      }
    }
  },
};
