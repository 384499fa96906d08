import type { Report } from '../rule.ts';
import type { Span } from '../text/span.ts';
import { parseShell } from './parse-shell.ts';

/** Reads the shell that a configuration file holds, each text once. */
export interface HookShell {
  /**
   * What is wrong with a text that a daemon gives to `/bin/sh`: its first syntax error, else, as a warning, the first syntax that only
   * bash has. `place` leads from the text's offsets to those of the file.
   */
  reports(text: string, place: (span: Span) => Span): readonly Report[];
}

/** A reader for the scripts of one file. */
export function hookShell(): HookShell {
  const known = new Map<string, readonly Report[]>();
  const clean = new Set<string>();
  return {
    reports(text, place) {
      const kind = kindOf(text);
      if (clean.has(kind)) return [];
      const found = known.get(text) ?? read(text);
      known.set(text, found);
      if (found.length === 0) clean.add(kind);
      return found.map((report) => ({
        ...report,
        span: place(report.span),
        ...(report.related && { related: report.related.map((related) => ({ ...related, span: place(related.span) })) }),
      }));
    },
  };
}

/**
 * A text that is read the same way: numbers in words (`app17`, `192.0.2.1`) are no syntax, so scripts that were made from one pattern are read
 * once. Those of redirections and parameters count, and in a here-document and in arithmetic all do.
 */
function kindOf(text: string): string {
  return text.includes('<<') || text.includes('((') ? text : text.replace(/(?<![$&<>{\d])\d+(?![\d<>])/g, '0');
}

function read(text: string): readonly Report[] {
  const { errors, bashisms } = parseShell(text, 'sh');
  if (errors.length > 0)
    return errors.map(({ span, message, severity, related }) => ({ span, message, severity, ...(related && { related: [related] }) }));
  const refused = bashisms.find(({ dash }) => dash === 'refused');
  if (refused === undefined) return [];
  return [
    { span: refused.span, severity: 'warning', message: `${refused.what} is bash's, and this is run by \`/bin/sh\`, which may refuse it` },
  ];
}
