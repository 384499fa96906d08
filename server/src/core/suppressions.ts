import type { Document } from './document.ts';
import { ruleNamed } from './all-rules.ts';
import { languageNamed } from './languages/registry.ts';
import type { Problem } from './problem.ts';
import type { Span } from './text/span.ts';

interface Directive {
  readonly kind: 'disable' | 'enable' | 'disable-next-line';
  readonly rule: string;
  readonly ruleSpan: Span;
  readonly line: number;
  used: boolean;
}

const words = /opsbook-(disable-next-line|disable|enable)[ \t]+([A-Za-z0-9-]+(?:[ \t]*,?[ \t]+[A-Za-z0-9-]+)*)/;

/**
 * `problems` without those that the document's own comments switch off, and with one for each such comment that names no rule or
 * switches off nothing. In Markdown the comment is HTML's; in a block or a bare file it is the language's.
 */
export function applySuppressions(document: Document, problems: readonly Problem[]): readonly Problem[] {
  const directives = directivesOf(document);
  if (directives.length === 0) return problems;
  const kept = problems.filter((problem) => {
    const line = document.lines.positionAt(problem.span.start).line;
    const off = directives.findLast(
      (directive) =>
        (directive.rule === problem.rule || directive.rule === problem.code?.value) &&
        (directive.kind === 'disable-next-line' ? directive.line + 1 === line : directive.line < line),
    );
    if (off === undefined || off.kind === 'enable') return true;
    off.used = true;
    return false;
  });
  for (const directive of directives) {
    const rule = ruleNamed(directive.rule);
    // Whether ShellCheck was asked is not the document's to say.
    if (/^SC\d{4}$/.test(directive.rule) || rule?.needs !== undefined) continue;
    const known = rule !== undefined;
    if (known && (directive.used || directive.kind === 'enable')) continue;
    kept.push({
      rule: 'opsbook-suppression',
      severity: 'warning',
      language: document.language,
      span: directive.ruleSpan,
      message: known
        ? `Nothing here breaks \`${directive.rule}\`: the comment switches off nothing`
        : `No rule is called \`${directive.rule}\``,
      fixes: [],
    });
  }
  return kept;
}

function directivesOf(document: Document): Directive[] {
  const out: Directive[] = [];
  if (!document.text.includes('opsbook-')) return out;
  const scan = (start: number, end: number, opening: RegExp): void => {
    const first = document.lines.positionAt(start).line;
    const last = document.lines.positionAt(Math.max(start, end - 1)).line;
    for (let line = first; line <= last; line++) {
      const from = document.lines.lineStart(line);
      const text = document.text.slice(from, document.lines.lineEnd(line));
      const match = words.exec(text);
      if (match === null || !opening.test(text.slice(0, match.index))) continue;
      const namesAt = from + match.index + match[0].length - (match[2] as string).length;
      for (const name of (match[2] as string).matchAll(/[A-Za-z0-9-]+/g)) {
        if (/^-+$/.test(name[0])) continue;
        const at = namesAt + name.index;
        out.push({
          kind: match[1] as Directive['kind'],
          rule: name[0],
          ruleSpan: { start: at, end: at + name[0].length },
          line,
          used: false,
        });
      }
    }
  };
  if (document.runbook !== undefined) for (const html of document.runbook.markdown.html) scan(html.start, html.end, /<!--[ \t]*$/);
  for (const unit of document.units) {
    const comment = languageNamed(unit.language)?.comment ?? '#';
    const sign = comment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const place = unit.map.toDocument({ start: 0, end: unit.parsed.text.length });
    scan(place.start, place.end, new RegExp(`${sign}[ \\t]*$`));
  }
  return out.sort((a, b) => a.line - b.line);
}
