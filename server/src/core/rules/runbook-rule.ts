import type { Document } from '../document.ts';
import type { Project } from '../project.ts';
import type { Report, RuleRecord } from '../rule.ts';
import type { ReadRunbook } from '../runbook/parse-runbook.ts';

/** What a rule on the runbook itself may look at; spans are the document's. */
export interface RunbookContext {
  readonly project: Project;
  readonly document: Document;
  readonly runbook: ReadRunbook;
}

/** A rule on the runbook. Without `check` it is reported where the front matter or the comments are read, under this id. */
export interface RunbookRule extends RuleRecord {
  /** Hosts with their addresses, where the examples need an inventory. */
  readonly exampleHosts?: Readonly<Record<string, string>>;
  readonly check?: (context: RunbookContext) => Iterable<Report>;
}
