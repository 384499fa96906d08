import * as vscode from 'vscode';
import type { RunbookInfo } from '../../../../server/src/protocol.ts';
import type { LogMatch } from '../../match/match-stream.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import type { MeantTarget } from './log-marks.ts';
import type { MeantRunbooks } from './meant.ts';

/** Looks for the runbook that the selected lines call for, or the line at the caret; lets the user choose where there are several. */
export async function findForLines(meant: MeantRunbooks): Promise<MeantTarget | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const { document, selection } = editor;
  const matcher = await meant.matcher();
  const found = new Map<RunbookInfo, LogMatch<RunbookInfo>>();
  for (let number = selection.start.line; number <= selection.end.line; number++) {
    const { text } = document.lineAt(number);
    for (const { runbook, values } of matcher.line(text)) {
      const before = found.get(runbook);
      if (before === undefined) found.set(runbook, { runbook, count: 1, line: number + 1, text, values, last: number + 1 });
      else before.count++;
    }
  }
  return choose([...found.values()], selection.isSingleLine ? vscode.l10n.t('this line') : vscode.l10n.t('these lines'));
}

/** Lets the user choose among runbooks that lines call for; undefined where there is none, or none was chosen. */
export async function choose(found: readonly LogMatch<RunbookInfo>[], where: string): Promise<MeantTarget | undefined> {
  if (found.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No runbook of this workspace knows {0}.', where));
    return undefined;
  }
  const [only] = found.length === 1 ? found : [];
  if (only !== undefined) return { uri: only.runbook.uri, values: only.values };
  const chosen = await vscode.window.showQuickPick(
    found.map(({ runbook, values, count, line, text }) => ({
      label: runbook.title,
      description: count === 1 ? vscode.l10n.t('line {0}', line) : vscode.l10n.t('{0} lines, the first is {1}', count, line),
      detail: withoutAnsi(text.slice(0, 200)),
      target: { uri: runbook.uri, values },
    })),
    { title: vscode.l10n.t('Runbooks for {0}', where) },
  );
  return chosen?.target;
}
