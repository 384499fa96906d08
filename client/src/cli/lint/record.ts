import { type Document, type Edit, type LineIndex, lineIndex, type Problem, type Project } from '../../../../server/src/core/index.ts';

/** One problem as `opsbook lint --format json` prints it: a contract. Lines and columns from 1, columns in UTF-16 units, ends exclusive. */
export interface LintRecord {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Problem['severity'];
  readonly rule: string;
  /** The name that another program has for it (`SC2086`). */
  readonly code?: string;
  readonly message: string;
  readonly language: string;
  readonly fix?: { readonly title: string; readonly certain: boolean; readonly edits: readonly LintEdit[] };
}

/** One edit of a fix; `file` where it is another file than the problem's. */
export interface LintEdit {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** The record of a problem of `document`; `shown` turns a project path into the one that is printed. */
export function lintRecord(project: Project, document: Document, problem: Problem, shown: (path: string) => string): LintRecord {
  const [fix] = problem.fixes;
  return {
    file: shown(document.path),
    ...place(document.text, document.lines, problem.span),
    severity: problem.severity,
    rule: problem.rule,
    ...(problem.code && { code: problem.code.value }),
    message: problem.message,
    language: problem.language,
    ...(fix && {
      fix: {
        title: fix.title,
        certain: fix.certain,
        // Most formats print no edits, and those of some fixes cost as much as the problem did.
        get edits() {
          return fix.edits.map((edit) => lintEdit(project, document, edit, shown));
        },
      },
    }),
  };
}

/** Records in the order of the contract: file, line, column, rule. */
export function sortRecords(records: readonly LintRecord[]): readonly LintRecord[] {
  const by = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...records].sort((a, b) => by(a.file, b.file) || a.line - b.line || a.column - b.column || by(a.rule, b.rule));
}

function lintEdit(project: Project, document: Document, edit: Edit, shown: (path: string) => string): LintEdit {
  const other = edit.file === undefined || edit.file === document.path ? undefined : project.documents.get(edit.file);
  const { text } = other ?? document;
  return {
    ...(other && { file: shown(other.path) }),
    ...place(text, other ? lineIndex(text) : document.lines, edit.span),
    text: edit.text,
  };
}

function place(text: string, lines: LineIndex, span: { readonly start: number; readonly end: number }): Omit<LintEdit, 'text' | 'file'> {
  const bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const at = (offset: number): { line: number; column: number } => {
    const { line, character } = lines.positionAt(offset);
    return { line: line + 1, column: Math.max(1, character + 1 - (line === 0 ? bom : 0)) };
  };
  const start = at(span.start);
  const end = at(span.end);
  return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
