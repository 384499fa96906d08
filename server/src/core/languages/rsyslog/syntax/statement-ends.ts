import type { Cursor } from './cursor.ts';
import type { Lexeme } from './lexeme.ts';
import { shorten } from './parse-object.ts';

/** `then` or `do` behind an expression; where it is missing, reading goes on where the statement's body seems to begin. */
export function expectWord(cursor: Cursor, word: 'then' | 'do', owner: Lexeme): void {
  const { token } = cursor;
  if (token.kind === 'then' || token.kind === 'do') {
    if (token.kind !== word)
      cursor.report('rsyslog-missing-then', `\`${word}\` was expected here`, token.start, token.end, [
        cursor.fix(`Change to \`${word}\``, true, token.start, token.end, word),
      ]);
    cursor.advance();
    return;
  }
  const at = cursor.lastEnd;
  // No further than a person looks: a line may be the whole file.
  const line = /[^\n]{0,500}/y;
  line.lastIndex = token.start;
  line.test(cursor.text);
  const rest = cursor.text.slice(token.start, line.lastIndex);
  const sameLine = !cursor.text.slice(at, token.start).includes('\n');
  const misspelled =
    token.kind === 'function' &&
    sameLine &&
    /^[a-z]{2,6}[ \t]*(?:$|[{]|[a-z]+\b|[-/@:~*?|^])/i.test(rest) &&
    !objectStart.test(rest) &&
    !statementStart.test(rest);
  if (misspelled) {
    cursor.report('rsyslog-missing-then', `\`${token.word}\` stands where \`${word}\` was expected`, token.start, token.end, [
      cursor.fix(`Change to \`${word}\``, true, token.start, token.end, word),
    ]);
    cursor.recover(token.end, 'initial');
    return;
  }
  const insert = [cursor.fix(`Insert \`${word}\``, true, at, at, ` ${word}`)];
  const then = new RegExp(`\\b${word}\\b`, 'i').exec(rest);
  if (sameLine && then !== null && token.kind !== 'end') {
    cursor.report(
      'rsyslog-syntax',
      `\`${shorten(rest.slice(0, then.index).trim())}\` is unexpected here: an operator or \`${word}\` was expected`,
      token.start,
      token.start + Math.max(1, rest.slice(0, then.index).trimEnd().length),
    );
    cursor.recover(token.start + then.index + word.length, 'initial');
    return;
  }
  cursor.report(
    'rsyslog-missing-then',
    `\`${owner.word}\` needs \`${word}\` behind its ${word === 'then' ? 'condition' : 'list'}`,
    Math.max(owner.start, at - 1),
    at,
    insert,
  );
  cursor.recover(token.start, 'initial');
}

const objectStart = /^(?:action|include)[ \t]*\(/i;
const statementStart = /^(?:stop|call|set|unset|reset|continue|if|foreach)\b/i;

/** The semicolon of `set` and its like. */
export function endStatement(cursor: Cursor, owner: Lexeme): void {
  const { token } = cursor;
  if (token.kind === ';') {
    cursor.advance();
    return;
  }
  const at = cursor.lastEnd;
  const gap = cursor.text.slice(at, token.start);
  const semicolon = /[^\n;]{0,500};/y;
  semicolon.lastIndex = token.start;
  if (!gap.includes('\n') && token.kind !== 'end' && semicolon.test(cursor.text)) {
    cursor.report(
      'rsyslog-syntax',
      `\`${shorten(token.word)}\` is unexpected here: an operator or \`;\` was expected`,
      token.start,
      token.end,
    );
    cursor.recover(semicolon.lastIndex, 'initial');
    return;
  }
  cursor.report('rsyslog-missing-semicolon', `\`${owner.word}\` must end in \`;\``, Math.max(owner.start, at - 1), at, [
    cursor.fix('Insert `;`', true, at, at, ';'),
  ]);
  cursor.recover(token.start, 'initial');
}
