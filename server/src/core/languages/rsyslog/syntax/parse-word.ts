import { nearest } from '../../values/suggest.ts';
import type { Cursor } from './cursor.ts';
import { readLegacyAction } from './legacy-action.ts';
import { parseParameters } from './parse-object.ts';
import type { Place } from './recover-braces.ts';
import type { ObjectNode } from './tree.ts';
import { objectWords, statementWords } from './words.ts';

/**
 * Reads an action of the old kind. A word with a parenthesis behind it is an object that rsyslogd does not know; for rsyslogd a bare
 * word is the name of a user who gets the message. `withBody` reads what stands in braces behind an object. Always true: something was read.
 */
export function parseWord(cursor: Cursor, place: Place, withBody: (object: ObjectNode, start: number) => ObjectNode): boolean {
  const { token } = cursor;
  const open = /[ \t\n]*\(/y;
  open.lastIndex = token.end;
  if (
    /^[a-z_][a-z0-9_]*$/i.test(token.word) &&
    open.test(cursor.text) &&
    /^[ \t]*\([ \t\n]*(?:[a-z][\w.]*[ \t\n]*=|\))/i.test(cursor.text.slice(token.end, token.end + 300))
  ) {
    const known = new Set([...objectWords]);
    const meant = nearest(token.word, known);
    cursor.report(
      'rsyslog-unknown-object',
      `\`${token.word}()\` is no object of rsyslog${meant === undefined ? '' : `: did you mean \`${meant}()\`?`}`,
      token.start,
      token.end,
      meant === undefined ? undefined : [cursor.fix(`Change to \`${meant}\``, true, token.start, token.end, meant)],
    );
    const end = open.lastIndex;
    cursor.recover(end, 'object');
    const opening = { ...token, end, word: meant ?? token.word };
    const { parameters, insideEnd, end: close } = parseParameters(cursor, opening);
    const object: ObjectNode = {
      kind: 'object',
      word: meant ?? token.word.toLowerCase(),
      wordSpan: cursor.span(token.start, token.end),
      span: cursor.span(token.start, close),
      inside: cursor.span(end, insideEnd),
      parameters,
      body: undefined,
    };
    place.items.push(withBody(object, token.start));
    return true;
  }
  if (parseUnopened(cursor, place, withBody)) return true;
  const meant = /^[ \t]*[($]/.test(cursor.text.slice(token.end, token.end + 40)) ? nearest(token.word, statementWords) : undefined;
  if (meant !== undefined && ['if', 'foreach', 'set', 'reset', 'unset'].includes(meant)) {
    cursor.report('rsyslog-unknown-object', `\`${token.word}\` begins no statement: did you mean \`${meant}\`?`, token.start, token.end, [
      cursor.fix(`Change to \`${meant}\``, true, token.start, token.end, meant),
    ]);
    const line = cursor.text.indexOf('\n', token.end);
    cursor.recover(line === -1 ? cursor.text.length : line, 'initial');
    return true;
  }
  cursor.advance();
  const span = cursor.span(token.start, token.end);
  place.items.push({ kind: 'legacy-action', text: token.word, action: readLegacyAction(token.word, span.start), span });
  return true;
}

const unopened = new RegExp(`^(${[...objectWords].join('|')})([a-z][\\w.]*)?$`, 'i');

/** Reads `action type="x")` and `moduleload="x")`: an object whose opening parenthesis is missing. False for anything else. */
function parseUnopened(cursor: Cursor, place: Place, withBody: (object: ObjectNode, start: number) => ObjectNode): boolean {
  const { token } = cursor;
  const parts = unopened.exec(token.word);
  if (parts === null) return false;
  const word = (parts[1] as string).toLowerCase();
  const at = token.start + word.length;
  const behind = cursor.text.slice(at, at + 300);
  if (!/^[ \t\n]*[a-z][\w.]*[ \t]*=[ \t]*["`[]/i.test(behind)) return false;
  cursor.report('rsyslog-missing-parenthesis', `\`${word}\` is not opened: \`(\` was expected behind it`, token.start, at, [
    cursor.fix('Insert `(`', true, at, at, '('),
  ]);
  cursor.recover(at, 'object');
  const { parameters, insideEnd, end } = parseParameters(cursor, { ...token, end: at, word });
  const object: ObjectNode = {
    kind: 'object',
    word,
    wordSpan: cursor.span(token.start, at),
    span: cursor.span(token.start, end),
    inside: cursor.span(at, insideEnd),
    parameters,
    body: undefined,
  };
  place.items.push(withBody(object, token.start));
  return true;
}
