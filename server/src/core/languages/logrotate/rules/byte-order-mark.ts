import type { LogrotateRule } from './define.ts';

/** config.c, readConfigFile: the first byte of the mark is no letter, slash, quote or `#`. */
export const byteOrderMark: LogrotateRule = {
  id: 'logrotate-byte-order-mark',
  severity: 'error',
  summary: 'The file begins with a byte order mark',
  why: 'logrotate reads the three bytes of the mark as text where a directive should begin, and leaves out the whole file.',
  story:
    'A template was saved as "UTF-8 with BOM". The first night after the roll-out the file was left out on two hundred machines, each with one line in a log that nobody reads.',
  bad: '\uFEFFdaily\n',
  good: 'daily\n',
  *check({ text }) {
    if (!text.startsWith('\uFEFF')) return;
    yield {
      message: 'The file begins with a byte order mark: logrotate takes it for text and leaves out the whole file',
      span: { start: 0, end: 1 },
      fixes: [{ title: 'Remove the byte order mark', certain: true, edits: [{ span: { start: 0, end: 1 }, text: '' }] }],
    };
  },
};
