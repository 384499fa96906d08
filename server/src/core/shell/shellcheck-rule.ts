import type { LanguageRule, RuleContext } from '../language.ts';
import type { Report } from '../rule.ts';
import type { HeldScript } from './held-script.ts';
import { parseShell } from './parse-shell.ts';
import { shellCheckKey, shellCheckReports } from './shellcheck.ts';

/** A rule that tells what ShellCheck said of the scripts in a configuration file; silent where it was not asked. */
export function shellCheckRule<Tree>(
  record: Omit<LanguageRule<Tree>, 'check' | 'severity' | 'needs'>,
  scripts: (context: RuleContext<Tree>) => Iterable<HeldScript>,
): LanguageRule<Tree> {
  return {
    ...record,
    severity: 'warning',
    needs: 'shellcheck',
    *check(context) {
      const said = context.shellCheck;
      if (said === undefined || said.size === 0) return;
      for (const { text, place, exact } of scripts(context)) {
        const comments = said.get(shellCheckKey({ dialect: 'sh', text }));
        if (comments === undefined || comments.length === 0) continue;
        for (const report of shellCheckReports(parseShell(text, 'sh'), comments)) yield placed(report, place, exact);
      }
    },
  };
}

function placed(report: Report, place: HeldScript['place'], exact: boolean): Report {
  const fixes = exact ? (report.fixes ?? []) : [];
  return {
    ...report,
    span: place(report.span),
    fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: place(edit.span) })) })),
  };
}
