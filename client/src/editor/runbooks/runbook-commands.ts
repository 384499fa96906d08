import * as vscode from 'vscode';
import { findForLines } from './find-runbook.ts';
import type { RunbookList } from './list.ts';
import type { MeantTarget } from './log-marks.ts';
import type { GivenInputs, MeantRunbooks } from './meant.ts';
import { newRunbook } from './new-runbook.ts';
import { pickRunbook } from './pick-runbook.ts';

/** What the commands around runbooks as a whole need. */
export interface RunbookCommandContext {
  readonly runbooks: RunbookList;
  readonly meant: MeantRunbooks;
  readonly given: GivenInputs;
  /** Looks through a file of any size; absent where there is no disk. */
  readonly findForFile?: (meant: MeantRunbooks, file: vscode.Uri | undefined) => Promise<MeantTarget | undefined>;
}

/** The commands around runbooks as a whole, by name. */
export function runbookCommands({
  runbooks,
  meant,
  given,
  findForFile,
}: RunbookCommandContext): Readonly<Record<string, (argument: unknown) => Promise<unknown>>> {
  const openMeant = async (target: MeantTarget | undefined): Promise<void> => {
    if (target === undefined) return;
    const uri = vscode.Uri.parse(target.uri);
    given.give(uri, target.values);
    await vscode.window.showTextDocument(uri, { preview: false });
  };
  return {
    'opsbook.newRunbook': newRunbook,
    'opsbook.openRunbook': async () => {
      const chosen = await pickRunbook(await runbooks.all(), vscode.l10n.t('Open a Runbook'));
      if (chosen !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(chosen.uri));
    },
    'opsbook.openMeant': async (argument) => openMeant(isMeant(argument) ? argument : undefined),
    'opsbook.findForLine': async () => openMeant(await findForLines(meant)),
    ...(findForFile !== undefined && {
      'opsbook.findForFile': async (argument) => openMeant(await findForFile(meant, argument instanceof vscode.Uri ? argument : undefined)),
    }),
  };
}

function isMeant(argument: unknown): argument is MeantTarget {
  return typeof argument === 'object' && argument !== null && 'uri' in argument && typeof argument.uri === 'string' && 'values' in argument;
}
