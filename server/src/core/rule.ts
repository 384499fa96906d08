import type { Place } from './places.ts';
import type { Finding, Severity } from './problem.ts';

/** What every rule is, whatever it reads: one file each; the examples are its tests and its page of documentation. */
export interface RuleRecord {
  /** Words joined by `-`, beginning with the language (`logrotate-unknown-directive`, `runbook-unknown-attribute`). */
  readonly id: string;
  readonly severity: Severity;
  /** One sentence, no full stop: what is reported. */
  readonly summary: string;
  /** Why it matters: what happens on the host. A few sentences; facts about a daemon name their source. */
  readonly why: string;
  /** A failure as it happens to people, in one to three sentences: what was written, what the daemon did, how it was noticed. */
  readonly story?: string;
  /** A text that gets at least one problem of this rule. */
  readonly bad: string;
  /** A text that gets no problem of this rule and no error at all. */
  readonly good: string;
  /** Where the examples live on a host, for a rule that reads the path. */
  readonly examplePath?: string;
  /** What stands on the examples' host, for a rule that asks about it. */
  readonly exampleHost?: Readonly<Record<string, Place>>;
  /** The program whose words it reports: without it the bad example has no problem. */
  readonly needs?: 'shellcheck';
  /** Settings that the examples need (`interfaces.dialect` and the like). */
  readonly exampleSettings?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a rule reports: its id is added by the engine, and its severity unless the rule says another. */
export type Report = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: Severity };

/** A report with its rule's id, and the rule's severity unless it has one. */
export function toFinding(rule: RuleRecord, report: Report): Finding {
  // Field by field: reports of seventy rules have as many shapes, and a spread of them is slow.
  const finding: { -readonly [Key in keyof Finding]: Finding[Key] } = {
    rule: rule.id,
    severity: report.severity ?? rule.severity,
    message: report.message,
    span: report.span,
  };
  const { fixes, related, tags, code } = report;
  if (fixes !== undefined) finding.fixes = fixes;
  if (related !== undefined) finding.related = related;
  if (tags !== undefined) finding.tags = tags;
  if (code !== undefined) finding.code = code;
  return finding;
}

/** `reports` with the rule's id and severity filled in. */
export function* findings(rule: RuleRecord, reports: Iterable<Report>): Iterable<Finding> {
  for (const report of reports) yield toFinding(rule, report);
}
