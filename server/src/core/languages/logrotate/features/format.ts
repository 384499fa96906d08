import type { Edit } from '../../../text/edit.ts';
import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import type { LogrotateTree } from '../tree.ts';

/**
 * Edits that indent directives, comments and braces (by what the file uses most, else four blanks), take blanks off the ends of lines,
 * leave at most one empty line between things, and end the last line. Log names, the inside of lines and every byte of a script stay.
 * A text with carriage returns is left alone. Applying it twice changes nothing the second time.
 */
export function format(parsed: Parsed<LogrotateTree>, range?: Span): readonly Edit[] {
  const { text, tree } = parsed;
  if (text.includes('\r') || text === '') return [];
  const indent = usualIndent(text, tree);
  const wanted = new Map<number, string>();
  const untouched: Span[] = [];
  for (const { item, stanza } of tree.placed) {
    const level = stanza === undefined ? '' : indent;
    wanted.set(item.span.start, item.kind === 'junk' && stanza === undefined && item.reason !== 'stray-brace' ? '' : level);
    if (item.kind !== 'directive' || item.script === undefined) continue;
    untouched.push({ start: item.name.span.end, end: item.script.body.end });
    if (item.script.end !== undefined) wanted.set(item.script.end.start, level);
  }
  for (const stanza of tree.stanzas) {
    wanted.set(stanza.span.start, '');
    if (stanza.close !== undefined) wanted.set(stanza.close.start, '');
    if (stanza.open !== undefined) wanted.set(stanza.open.start, '');
    // Line ends and blanks between log names are theirs, in an open quote even part of one.
    untouched.push({ start: stanza.header.start, end: stanza.header.end });
  }
  untouched.sort((a, b) => a.start - b.start);
  return lineEdits(text, wanted, untouched).filter(
    (edit) => range === undefined || (edit.span.start <= range.end && edit.span.end >= range.start),
  );
}

function lineEdits(text: string, wanted: ReadonlyMap<number, string>, untouched: readonly Span[]): readonly Edit[] {
  const edits: Edit[] = [];
  let next = 0;
  let blanks = 1;
  const contentEnd = text.trimEnd().length;
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    while (next < untouched.length && (untouched[next] as Span).end <= at) next++;
    const held = untouched[next];
    const begins = held !== undefined && held.start < at;
    const ends = held !== undefined && held.start < end + 1 && held.end > end;
    let start = at;
    while (start < end && (text[start] === ' ' || text[start] === '\t')) start++;
    if (start === end && !begins && !ends) {
      // More than one empty line, or one at the very beginning or end, says nothing.
      blanks++;
      const last = end >= contentEnd && newline >= 0;
      if ((blanks > 1 || last) && newline >= 0) edits.push({ span: { start: at, end: end + 1 }, text: '' });
      else if (end > at) edits.push({ span: { start: at, end }, text: '' });
    } else {
      if (start < end) blanks = 0;
      const level = wanted.get(start);
      if (!begins && level !== undefined && text.slice(at, start) !== level) edits.push({ span: { start: at, end: start }, text: level });
      if (!ends) {
        let trimmed = end;
        while (trimmed > start && (text[trimmed - 1] === ' ' || text[trimmed - 1] === '\t')) trimmed--;
        const missing = newline < 0 ? '\n' : '';
        if (trimmed < end || missing !== '') edits.push({ span: { start: trimmed, end }, text: missing });
      }
    }
    at = end + 1;
  }
  return edits;
}

/** The blanks that most directives of stanzas have before them; four where there are none. */
function usualIndent(text: string, tree: LogrotateTree): string {
  const counts = new Map<string, number>();
  for (const { item: directive, stanza } of tree.directives) {
    if (stanza === undefined) continue;
    const lead = /(?:^|\n)([ \t]+)$/.exec(text.slice(Math.max(0, directive.span.start - 64), directive.span.start))?.[1];
    if (lead !== undefined) counts.set(lead, (counts.get(lead) ?? 0) + 1);
  }
  let best = '    ';
  let most = 0;
  for (const [lead, count] of counts) {
    if (count <= most) continue;
    best = lead;
    most = count;
  }
  return best;
}
