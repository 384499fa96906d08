import { open } from 'node:fs/promises';
import * as vscode from 'vscode';
import { matchStream } from '../../match/match-stream.ts';
import { choose } from './find-runbook.ts';
import type { MeantTarget } from './log-marks.ts';
import type { MeantRunbooks } from './meant.ts';

/** Looks through a file of any size for the runbooks that its lines call for; it is read in the background and can be given up. */
export async function findForFile(meant: MeantRunbooks, given: vscode.Uri | undefined): Promise<MeantTarget | undefined> {
  const [file] =
    given === undefined
      ? ((await vscode.window.showOpenDialog({
          title: vscode.l10n.t('Find the Runbook for This File'),
          openLabel: vscode.l10n.t('Look'),
        })) ?? [])
      : [given];
  if (file === undefined) return undefined;
  const found = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking through {0}', vscode.workspace.asRelativePath(file)),
      cancellable: true,
    },
    async (progress, token) => {
      const matcher = await meant.matcher();
      const handle = await open(file.fsPath, 'r');
      try {
        const { size } = await handle.stat();
        let told = 0;
        const read = async (buffer: Buffer, offset: number, length: number): Promise<number> =>
          token.isCancellationRequested ? 0 : (await handle.read(buffer, offset, length)).bytesRead;
        const all = await matchStream(read, matcher, (bytes) => {
          const part = size === 0 ? 100 : Math.floor((bytes / size) * 100);
          if (part > told) progress.report({ increment: part - told, message: `${part} %` });
          told = Math.max(told, part);
        });
        return token.isCancellationRequested ? undefined : all;
      } finally {
        await handle.close();
      }
    },
  );
  return found && choose(found, vscode.workspace.asRelativePath(file));
}
