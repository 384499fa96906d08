import type { Cursor } from './cursor.ts';
import type { Lexeme } from './lexeme.ts';
import type { CallNode } from './tree.ts';

/** Reads `call name`, the cursor at its word; quotes and one-letter names are a problem, and the name is kept. */
export function parseCall(cursor: Cursor, word: Lexeme): CallNode {
  cursor.advance();
  const { token } = cursor;
  if (token.kind === 'name') {
    cursor.advance();
    return {
      kind: 'call',
      name: token.word,
      nameSpan: cursor.span(token.start, token.end),
      wordSpan: cursor.span(word.start, word.end),
      span: cursor.span(word.start, token.end),
    };
  }
  const run = /[^\s;{}]*;?/y;
  run.lastIndex = token.start;
  run.test(cursor.text);
  const raw = cursor.text.slice(token.start, run.lastIndex);
  const end = run.lastIndex;
  if (/^[A-Za-z]$/.test(raw)) {
    cursor.report(
      'rsyslog-call-name',
      `\`call ${raw}\` is a syntax error for rsyslogd: the name of a called ruleset needs two characters or more`,
      token.start,
      end,
    );
  } else {
    const bare = raw.replace(/^["']|["';]+$/g, '');
    cursor.report(
      'rsyslog-call-name',
      '`call` takes the bare name of a ruleset: no quotes, no variable',
      token.start,
      Math.max(end, token.start),
      bare.length > 1 && bare !== raw ? [cursor.fix(`Change to \`${bare}\``, true, token.start, end, bare)] : undefined,
    );
  }
  cursor.recover(Math.max(end, token.start), 'initial');
  const name = raw.replace(/^["']|["';]+$/g, '');
  return {
    kind: 'call',
    name,
    nameSpan: cursor.span(token.start, end),
    wordSpan: cursor.span(word.start, word.end),
    span: cursor.span(word.start, Math.max(end, word.end)),
  };
}
