import type { Connection } from 'vscode-languageserver';
import { judgedBy } from '../core/index.ts';
import {
  type JudgeInfo,
  type JudgesParams,
  judgesRequest,
  type SettingEdit,
  type SettingEditParams,
  settingEditRequest,
} from '../protocol.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers our own requests about by what a document is judged, and how opsbook.yaml would say otherwise. */
export function onJudges(connection: Connection, workspace: Workspace): void {
  connection.onRequest(judgesRequest, async ({ uri }: JudgesParams): Promise<readonly JudgeInfo[]> => {
    await workspace.ready(uri);
    // What stands beside a file tells its daemon.
    await workspace.settled();
    return judgedBy(workspace.project(uri), pathOf(uri));
  });
  connection.onRequest(
    settingEditRequest,
    async ({ uri, language, key, value }: SettingEditParams): Promise<SettingEdit | null> =>
      (await workspace.settingEdit(uri, language, key, value)) ?? null,
  );
}
