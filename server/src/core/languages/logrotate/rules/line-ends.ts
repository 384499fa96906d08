import type { LogrotateRule } from './define.ts';

/** config.c, readConfigFile: isblank() takes no carriage return where a directive may begin, behind `{` and behind `}`. */
export const lineEnds: LogrotateRule = {
  id: 'logrotate-line-ends',
  severity: 'error',
  summary: 'Lines end in CR LF, as on Windows',
  why: 'logrotate takes the carriage return behind a brace or on an empty line for text, and leaves out the stanza or the rest of the file. Behind a value it is dropped, so that a file without stanzas may pass.',
  story: 'The file was edited on a laptop with Windows and uploaded. It looked the same in every editor, and rotated nothing.',
  bad: '/var/log/app.log {\r\n    daily\r\n}\r\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, text }) {
    let first: number | undefined;
    for (const reason of ['no-keyword', 'after-brace'] as const) {
      for (const { item: junk } of tree.junk) {
        if (junk.reason !== reason) continue;
        if (text[junk.span.start] !== '\r') continue;
        if (first === undefined || junk.span.start < first) first = junk.span.start;
        break;
      }
    }
    if (first === undefined) {
      const cr = text.indexOf('\r\n');
      if (cr >= 0) {
        yield {
          severity: 'warning',
          message:
            'This file has CR LF line ends: logrotate passes over them only as long as there is no brace and no empty line; scripts break on them',
          span: { start: cr, end: cr + 1 },
          fixes: [toLineFeeds(text)],
        };
      }
      return;
    }
    yield {
      message: 'A carriage return stands before the line end (CR LF, as on Windows): logrotate takes it for text and refuses the file',
      span: { start: first, end: first + 1 },
      fixes: [toLineFeeds(text)],
    };
  },
};

function toLineFeeds(text: string) {
  const edits = [];
  for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n', at + 2))
    edits.push({ span: { start: at, end: at + 1 }, text: '' });
  return { title: 'End all lines with a line feed alone', certain: true, edits };
}
