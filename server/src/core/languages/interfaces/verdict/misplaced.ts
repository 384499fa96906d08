import type { Fix } from '../../../problem.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { optionNamed } from '../facts/option-named.ts';
import type { Dialect, Option, Stanza, Word } from '../tree.ts';
import { seenBy } from './seen-by.ts';
import { allKeywords, isKeywordOf, keywordsOf, openBefore } from './keywords-of.ts';

/**
 * Lines that `dialect` rejects because they stand in no stanza: options, and words that are none of its keywords (`misplaced option`
 * in ifupdown's and busybox's read_interfaces, `error processing line` in ifupdown2's process_interfaces). ifupdown-ng ignores them, and they are warnings.
 * Where the daemon is `guessed`, lines of a template and text that is no configuration at all are warnings: they may be filled in first.
 */
export function misplaced(stanzas: readonly Stanza[], dialect: Dialect, guessed = false): readonly Report[] {
  if (dialect === 'ifupdown-ng') return ignored(stanzas, dialect);
  const reports: Report[] = dialect === 'ifupdown2' ? classless(stanzas) : dialect === 'busybox' ? behindSelection(stanzas) : [];
  if (allKeywords(stanzas, dialect)) return reports;
  const open = openBefore(stanzas, dialect);
  const prose = guessed && stanzas.filter((stanza) => isProse(stanza, dialect)).length >= 2;
  for (const [i, stanza] of stanzas.entries()) {
    // ifupdown2 takes `allow-` for a class without a name.
    if (isKeywordOf(stanza, dialect) || (dialect === 'ifupdown2' && stanza.keyword.text === 'allow-' && stanza.args.length > 0)) continue;
    const within = open[i];
    if (within === 'iface') continue;
    if (within === 'mapping') {
      reports.push({
        span: stanza.keyword.span,
        message: `\`${stanza.keyword.text}\` in a \`mapping\` stanza: only \`script\` and \`map\` are expected there`,
      });
      continue;
    }
    const mild = guessed && (isTemplateLine(stanza.keyword.text) || (prose && isProse(stanza, dialect)));
    reports.push({ ...strayReport(stanza, dialect), ...(mild && { severity: 'warning' as const }) });
    // Options below a keyword that this daemon does not know stand in no stanza either.
    if (stanza.kind !== 'stray') for (const option of stanza.options) reports.push(optionReport(option));
  }
  return reports;
}

/** Options behind an `auto` without names inside a stanza: to ifupdown the stanza goes on, busybox ends it there (read_interfaces). */
function behindSelection(stanzas: readonly Stanza[]): Report[] {
  const reports: Report[] = [];
  let owner: Stanza | undefined;
  for (const stanza of stanzas) {
    if (stanza.iface !== undefined) owner = stanza;
    if (stanza.kind !== 'auto' || stanza.selects === undefined || owner === undefined) continue;
    for (const option of owner.options) if (option.line.span.start > stanza.span.start) reports.push(optionReport(option));
    owner = undefined;
  }
  return reports;
}

/** Lines in no stanza, which ifupdown-ng says to be `without interface` and throws away (interface_file_parse_line); it goes on with the file. */
function ignored(stanzas: readonly Stanza[], dialect: Dialect): readonly Report[] {
  if (allKeywords(stanzas, dialect)) return [];
  const open = openBefore(stanzas, dialect);
  return stanzas.flatMap((stanza, i) => {
    if (open[i] !== 'none' || isKeywordOf(stanza, dialect)) return [];
    const reports = stanza.kind === 'stray' ? [strayReport(stanza, dialect)] : stanza.options.map(optionReport);
    return reports.map((report) => ({ ...report, severity: 'warning' as const }));
  });
}

/**
 * What ifupdown2 makes of `allow` and `allow-` below an `iface` line: both are keywords to it (_is_keyword in networkinterfaces.py), the
 * first has no class and ends the program, the second ends the stanza.
 */
function classless(stanzas: readonly Stanza[]): Report[] {
  const reports: Report[] = [];
  for (const { kind, options } of seenBy(stanzas, 'ifupdown2')) {
    if (kind !== 'iface' && kind !== 'vlan') continue;
    let ended = false;
    for (const option of options) {
      if (option.key === 'allow')
        reports.push({ span: option.name.span, message: '`allow` without a class makes ifupdown2 give up; `allow-hotplug` was expected' });
      else if (option.key === 'allow-') ended = true;
      else if (ended) reports.push(optionReport(option));
    }
  }
  return reports;
}

/** Whether a word begins a line of a template engine: `%for`, `{% if`, `<%`. ifupdown2 can have mako fill them in. */
export function isTemplateLine(word: string): boolean {
  return /^(?:%|<%|\{%|\{\{|##)/.test(word);
}

/** A line of several words whose first is nothing that any daemon knows, nor near it. */
function isProse({ kind, keyword, args }: Stanza, dialect: Dialect): boolean {
  return (
    kind === 'stray' && args.length >= 2 && optionNamed(keyword.text, dialect) === undefined && meantKeyword(keyword, dialect) === undefined
  );
}

function optionReport({ name }: Option): Report {
  return { span: name.span, message: `\`${name.text}\` stands in no stanza: an \`iface\` line was expected above it` };
}

function strayReport(stanza: Stanza, dialect: Dialect): Report {
  const { keyword, line } = stanza;
  if (stanza.kind !== 'stray') {
    return { span: keyword.span, message: `\`${keyword.text}\` is no keyword of ${dialect}: it rejects the line` };
  }
  if (keyword.text.startsWith('\uFEFF')) {
    return {
      span: { start: keyword.span.start, end: keyword.span.start + 1 },
      message: `A byte order mark stands before \`${keyword.text.slice(1)}\`: the word is not recognised`,
      fixes: [
        {
          title: 'Remove the byte order mark',
          certain: true,
          edits: [{ span: { start: keyword.span.start, end: keyword.span.start + 1 }, text: '' }],
        },
      ],
    };
  }
  if (keyword.text === '') {
    return {
      span: { start: keyword.span.start, end: line.span.end },
      message: 'The line goes on from one that is nothing but a backslash: its first word is not seen',
    };
  }
  const meant = meantKeyword(keyword, dialect);
  if (meant !== undefined) {
    return {
      span: keyword.span,
      message: `\`${keyword.text}\` is no keyword of ${dialect}; \`${meant}\` was probably meant`,
      fixes: [spelling(keyword, meant)],
    };
  }
  if (optionNamed(keyword.text, dialect) !== undefined) {
    return { span: keyword.span, message: `The option \`${keyword.text}\` stands in no stanza: an \`iface\` line was expected above it` };
  }
  return {
    span: line.joins.length > 0 ? keyword.span : { start: keyword.span.start, end: line.span.end },
    message: `\`${keyword.text}\` begins no stanza and belongs to none; \`iface\`, \`auto\` or \`source\` were expected`,
  };
}

/** The keyword of `dialect` that a word is a misspelling of; undefined if it is none. */
export function meantKeyword(word: Word, dialect: Dialect): string | undefined {
  if (optionNamed(word.text, dialect) !== undefined) return undefined;
  if (/^al+o?w?-/i.test(word.text) && keywordsOf(dialect).includes('allow-hotplug')) {
    const kind = word.text.slice(word.text.indexOf('-') + 1);
    return kind === '' ? undefined : `allow-${nearest(kind, ['hotplug', 'auto']) ?? kind}`;
  }
  return nearest(word.text, keywordsOf(dialect));
}

/** The repair of a misspelled word. */
export function spelling(word: Word, meant: string, certain = true): Fix {
  return { title: `Write \`${meant}\``, certain, edits: [{ span: word.span, text: meant }] };
}
