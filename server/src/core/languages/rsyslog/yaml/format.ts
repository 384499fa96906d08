import { Lexer } from 'yaml';
import type { Edit } from '../../../text/edit.ts';
import { overlaps, type Span, touches } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import type { Tree } from '../syntax/tree.ts';

/**
 * Takes away the blanks at the ends of lines. What stands inside of a scalar stays, and so does indentation, which is meaning in YAML. A
 * text that YAML cannot read is left alone, as is one with the signs that the lexer puts between its lexemes.
 */
export function format({ text, problems }: Parsed<Tree>, range?: Span): readonly Edit[] {
  if (problems.some(({ rule }) => rule === 'rsyslog-yaml-syntax') || ['\u0002', '\u0018', '\u001f'].some((sign) => text.includes(sign)))
    return [];
  const edits: Edit[] = [];
  let at = 0;
  let blank: Span | undefined;
  const endLine = (): void => {
    if (blank !== undefined && blank.start < blank.end) edits.push({ span: blank, text: '' });
    blank = undefined;
  };
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f') continue;
    const end = at + lexeme.length;
    if (/^\r?\n$/.test(lexeme)) endLine();
    else if (/^[ \t]+$/.test(lexeme)) blank = { start: blank?.start ?? at, end };
    else blank = lexeme.startsWith('#') ? { start: at + lexeme.trimEnd().length, end } : undefined;
    at = end;
  }
  endLine();
  return range === undefined ? edits : edits.filter(({ span }) => overlaps(span, range) || touches(range, span.start));
}
