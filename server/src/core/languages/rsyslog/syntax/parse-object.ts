import { ownCopy } from '../../../text/own-copy.ts';
import type { Cursor } from './cursor.ts';
import type { Lexeme } from './lexeme.ts';
import type { ArrayValue, ObjectNode, Parameter, StringValue } from './tree.ts';
import { resolveEscapes } from './resolve-escapes.ts';

/** What stands at a line's start and can only begin something else than a parameter. */
const statementStart =
  /[ \t]*(?:(?:main_queue|timezone|parser|global|template|ruleset|property|constant|input|module|lookup_table|dyn_stats|percentile_stats|ratelimit|include|action)[ \t\n]*\(|(?:if|foreach|else|set|reset|unset|call|call_indirect|stop|continue|reload_lookup_table)\b(?![ \t]*=)|\$[a-z]|[*a-z]+[0-7]*[.,][,!=;.*a-z0-7]+[ \t]+[-/@|:?~*&^>]|:\$?[a-z!-]+ *,|[{}&])/iy;

/**
 * Reads an object's parameters from behind its opening parenthesis up to and with the closing one; the cursor stands at the first
 * lexeme inside. A missing parenthesis, quote or equals sign is one problem each; reading goes on with the next parameter.
 */
export function parseParameters(cursor: Cursor, opening: Lexeme): { parameters: readonly Parameter[]; insideEnd: number; end: number } {
  const parameters: Parameter[] = [];
  const missingParenthesis = (at: number, insideAt: number): { parameters: readonly Parameter[]; insideEnd: number; end: number } => {
    const place = Math.max(insideAt, opening.end);
    cursor.report(
      'rsyslog-missing-parenthesis',
      `\`${opening.word}(\` is not closed: \`)\` was expected here`,
      Math.max(opening.start, place - 1),
      place,
      [cursor.fix('Insert `)`', true, place, place, ')')],
    );
    cursor.recover(at, 'initial');
    return { parameters, insideEnd: place, end: place };
  };
  let last = opening.end;
  for (;;) {
    const { token } = cursor;
    if (token.kind === 'object-end') {
      cursor.advance();
      return { parameters, insideEnd: token.start, end: token.end };
    }
    if (token.kind === 'end') return missingParenthesis(token.start, last);
    if (cursor.beginsLine(token.start) && startsStatement(cursor, token)) return missingParenthesis(token.start, last);
    if (token.kind === 'invalid' && /[{}&]/.test(token.word)) return missingParenthesis(token.start, last);
    if (token.kind === 'name') {
      const name = token;
      cursor.advance();
      if (cursor.is('=')) {
        cursor.advance();
        const value = parseValue(cursor, name);
        last = cursor.lastEnd;
        parameters.push({
          name: nameOf(name.word),
          nameSpan: cursor.span(name.start, name.end),
          span: cursor.span(name.start, last),
          value,
        });
        continue;
      }
      if (cursor.is('invalid') && cursor.token.word === '(') return missingParenthesis(name.start, last);
      if (cursor.is('string')) {
        cursor.report('rsyslog-syntax', `\`=\` is missing between \`${name.word}\` and its value`, name.start, name.end, [
          cursor.fix('Insert `=`', true, name.end, name.end, '='),
        ]);
        const value = parseValue(cursor, name);
        last = cursor.lastEnd;
        parameters.push({
          name: nameOf(name.word),
          nameSpan: cursor.span(name.start, name.end),
          span: cursor.span(name.start, last),
          value,
        });
        continue;
      }
      cursor.report('rsyslog-syntax', `\`${name.word}\` has no value: \`${name.word}="..."\` was expected`, name.start, name.end);
      last = name.end;
      continue;
    }
    if (token.kind === ',') {
      cursor.report('rsyslog-syntax', 'Parameters are separated by blanks, not by commas', token.start, token.end, [
        cursor.fix('Remove the comma', true, token.start, token.end, /\s/.test(cursor.text[token.end] ?? '') ? '' : ' '),
      ]);
      cursor.advance();
      continue;
    }
    const run = /[^\s)]*/y;
    run.lastIndex = token.end;
    run.test(cursor.text);
    const end = token.kind === 'string' ? token.end : Math.max(token.end, run.lastIndex);
    cursor.report(
      'rsyslog-syntax',
      `\`${shorten(cursor.text.slice(token.start, end))}\` is unexpected here: \`name="value"\` was expected`,
      token.start,
      end,
    );
    cursor.recover(end, 'object');
    last = end;
  }
}

/** Names of parameters as they were written, in lower case: one text for all of a name, which is compared and looked up faster. */
const names = new Map<string, string>();

function nameOf(word: string): string {
  const known = names.get(word);
  if (known !== undefined) return known;
  if (names.size > 5000) names.clear();
  const own = ownCopy(word);
  const lower = own.toLowerCase();
  const name = names.get(lower) ?? lower;
  names.set(own, name);
  return name;
}

function startsStatement(cursor: Cursor, token: Lexeme): boolean {
  statementStart.lastIndex = token.start;
  return statementStart.test(cursor.text);
}

function parseValue(cursor: Cursor, name: Lexeme): StringValue | ArrayValue | undefined {
  const { token } = cursor;
  if (token.kind === 'string') {
    cursor.advance();
    return stringValue(cursor, token);
  }
  if (token.kind === '[') return parseArray(cursor);
  // No quote: what stands here up to a blank or the closing parenthesis was meant as the value.
  const single = /'[^'\n]*'/y;
  single.lastIndex = token.start;
  if (token.kind === 'invalid' && single.test(cursor.text)) {
    const end = single.lastIndex;
    const inner = cursor.text.slice(token.start + 1, end - 1);
    cursor.report('rsyslog-unquoted-value', `A value stands in double quotes here, not in single ones`, token.start, end, [
      cursor.fix('Use double quotes', true, token.start, end, `"${inner.replaceAll('"', '\\"')}"`),
    ]);
    cursor.recover(end, 'object');
    return { kind: 'string', span: cursor.span(token.start, end), inner: cursor.span(token.start + 1, end - 1), text: inner, quote: "'" };
  }
  const run = /[^\s)"]*"?/y;
  run.lastIndex = token.start;
  run.test(cursor.text);
  const end = token.kind === 'object-end' || token.kind === 'end' ? token.start : run.lastIndex;
  if (end === token.start) {
    cursor.report('rsyslog-syntax', `\`${name.word}=\` has no value: \`"..."\` was expected`, name.start, cursor.lastEnd);
    return undefined;
  }
  const raw = cursor.text.slice(token.start, end);
  const bare = raw.endsWith('"') ? raw.slice(0, -1) : raw;
  if (raw.endsWith('"')) {
    cursor.report('rsyslog-missing-quote', `The value of \`${name.word}\` has no opening quote`, token.start, end, [
      cursor.fix('Insert `"`', true, token.start, token.start, '"'),
    ]);
  } else {
    cursor.report('rsyslog-unquoted-value', `The value of \`${name.word}\` must stand in double quotes`, token.start, end, [
      cursor.fix('Put it in quotes', true, token.start, end, `"${bare}"`),
    ]);
  }
  cursor.recover(end, 'object');
  return {
    kind: 'string',
    span: cursor.span(token.start, end),
    inner: cursor.span(token.start, token.start + bare.length),
    text: bare,
    quote: '"',
  };
}

/** The value of a string lexeme, its flaw reported. */
export function stringValue(cursor: Cursor, token: Lexeme): StringValue {
  const { flaw } = token;
  const closed = flaw?.kind !== 'unclosed';
  const innerEnd = closed ? token.end - 1 : token.end;
  if (flaw !== undefined) {
    if (flaw.kind === 'unclosed') {
      const quote = token.word[0] as string;
      cursor.report('rsyslog-missing-quote', `This string has no closing \`${quote}\``, token.start, token.end, [
        cursor.fix(`Insert \`${quote}\``, false, token.end, token.end, quote),
      ]);
    } else if (flaw.kind === 'dollar') {
      cursor.report(
        'rsyslog-unescaped-dollar',
        'A `$` in double quotes must be written `\\$` in an expression; in single quotes it stands as it is',
        flaw.start,
        flaw.end,
        [cursor.fix('Write `\\$`', true, flaw.start, flaw.end, '\\$')],
      );
    } else {
      const text = cursor.text.slice(flaw.start, flaw.end);
      cursor.report(
        'rsyslog-invalid-escape',
        `\`${text}\` is no escape that rsyslogd knows here; a backslash itself is written \`\\\\\``,
        flaw.start,
        flaw.end,
        [cursor.fix('Double the backslash', false, flaw.start, flaw.start + 1, '\\\\')],
      );
    }
  }
  return {
    kind: 'string',
    span: cursor.span(token.start, token.end),
    inner: cursor.span(token.start + 1, Math.max(token.start + 1, innerEnd)),
    text: resolveEscapes(cursor.text.slice(token.start + 1, innerEnd)),
    quote: token.word[0] as StringValue['quote'],
  };
}

/** Reads `[ "a", "b" ]`, the cursor at the bracket. */
export function parseArray(cursor: Cursor): ArrayValue {
  const start = cursor.token.start;
  const { mode } = cursor.token;
  const elements: StringValue[] = [];
  cursor.advance();
  let comma = true;
  for (;;) {
    const { token } = cursor;
    if (token.kind === 'string') {
      if (!comma) {
        cursor.report('rsyslog-syntax', 'The elements of a list are separated by commas', cursor.lastEnd - 1, cursor.lastEnd, [
          cursor.fix('Insert `,`', true, cursor.lastEnd, cursor.lastEnd, ','),
        ]);
      }
      cursor.advance();
      elements.push(stringValue(cursor, token));
      comma = false;
      continue;
    }
    if (token.kind === ',') {
      if (comma) cursor.report('rsyslog-syntax', 'A list element is missing before this comma', token.start, token.end);
      comma = true;
      cursor.advance();
      continue;
    }
    if (token.kind === ']') {
      if (comma) {
        cursor.report(
          'rsyslog-syntax',
          elements.length === 0 ? 'A list must have at least one element' : 'A list must not end in a comma',
          token.start,
          token.end,
        );
      }
      cursor.advance();
      break;
    }
    if (mode === 'object' && token.kind === 'invalid' && !/[{}()&;]/.test(token.word)) {
      const run = /[^\s,\])]+/y;
      run.lastIndex = token.start;
      run.test(cursor.text);
      // A lone carriage return is a lexeme too, and none of a word's characters.
      const end = Math.max(token.end, run.lastIndex);
      cursor.report('rsyslog-unquoted-value', 'The elements of a list must stand in double quotes', token.start, end);
      cursor.recover(end, mode);
      comma = false;
      continue;
    }
    cursor.report('rsyslog-missing-parenthesis', 'This list is not closed: `]` was expected', cursor.lastEnd - 1, cursor.lastEnd, [
      cursor.fix('Insert `]`', true, cursor.lastEnd, cursor.lastEnd, ']'),
    ]);
    break;
  }
  return { kind: 'array', span: cursor.span(start, cursor.lastEnd), elements };
}

/** The node of an object without its body, the cursor at its opening lexeme. */
export function parseObject(cursor: Cursor): ObjectNode {
  const opening = cursor.token;
  const wordEnd = opening.start + opening.word.length;
  cursor.advance();
  const { parameters, insideEnd, end } = parseParameters(cursor, opening);
  return {
    kind: 'object',
    word: opening.word,
    wordSpan: cursor.span(opening.start, wordEnd),
    span: cursor.span(opening.start, end),
    inside: cursor.span(opening.end, insideEnd),
    parameters,
    body: undefined,
  };
}

/** A stretch of text for a message: not longer than a person reads. */
export function shorten(text: string): string {
  const line = text.split('\n', 1)[0] as string;
  return line.length > 40 ? `${line.slice(0, 37)}...` : line;
}
