import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';

/** Found by the parser. */
export const byteOrderMark: LanguageRule<Tree> = {
  id: 'rsyslog-byte-order-mark',
  severity: 'error',
  summary: 'The file begins with a byte order mark',
  why: 'rsyslogd takes the mark for invalid characters and reports an error (grammar/lexer.l).',
  story:
    'The file was saved by an editor that adds a mark of three bytes. rsyslogd reported an invalid character in line 1, where everybody saw nothing but a comment.',
  bad: '\ufeff*.* /var/log/all\n',
  good: '*.* /var/log/all\n',
};
