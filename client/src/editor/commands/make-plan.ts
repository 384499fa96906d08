import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { Draft, DraftRequest } from '../../../../server/src/core/index.ts';
import { type DraftParams, draftRequest } from '../../../../server/src/protocol.ts';
import type { Plan } from '../../run/plan.ts';
import { inventoryOf, isProductionBySetting } from '../hosts/inventory.ts';
import { askInput } from '../inputs.ts';
import type { ShownPlan } from '../plan/plan-documents.ts';
import { sshConfigSetting } from '../ssh-config-setting.ts';
import { askUser } from '../questions.ts';
import type { RunnerClient } from '../../run/process/runner-client.ts';

/** What of a runbook is to be planned: all of it on its own hosts where nothing is said. */
export interface Wanted {
  readonly block?: string;
  /** A host expression that takes the place of the runbook's own. */
  readonly hosts?: string;
  /** Values that are not to be asked for again. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Values to offer where one is asked for. */
  readonly offered?: Readonly<Record<string, string>>;
  /** Only what looks, nothing that changes. */
  readonly checksOnly?: boolean;
}

/**
 * Drafts a run of the document as it stands in the editor, asks for what is missing, and lets the runner look at the hosts.
 * Undefined where the user gave up, or where the workspace is not trusted and stays so.
 */
export async function makePlan(
  client: LanguageClient,
  runner: () => Promise<RunnerClient>,
  source: vscode.Uri,
  wanted: Wanted,
): Promise<ShownPlan | undefined> {
  if (!vscode.workspace.isTrusted) {
    const manage = vscode.l10n.t('Manage Workspace Trust');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('This workspace is not trusted: its runbooks can be looked at, but not planned or run.'),
      manage,
    );
    if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
    return undefined;
  }
  if (!['file', 'untitled'].includes(source.scheme))
    throw new Error(
      vscode.l10n.t('a run needs the files on a disk, and these are only shown from elsewhere: clone the repository, and open its folder'),
    );
  const document = await vscode.workspace.openTextDocument(source).then(undefined, (error: unknown) => {
    throw existsSync(source.fsPath) ? error : new Error(vscode.l10n.t('{0} is no longer there', source.fsPath));
  });
  // The record of a run names the file: what runs is what the file holds.
  if (document.isDirty && !document.isUntitled && !(await document.save())) return undefined;
  const inputs: Record<string, string> = { ...wanted.inputs };
  let draft = await draftOf(client, source, wanted, inputs);
  for (const missing of draft.refusals.length > 0 ? [] : draft.missing) {
    const value = await askInput(missing, wanted.offered?.[missing.name]);
    if (value === undefined) return undefined;
    inputs[missing.name] = value;
  }
  if (Object.keys(inputs).length > Object.keys(wanted.inputs ?? {}).length) draft = await draftOf(client, source, wanted, inputs);
  const secrets = Object.fromEntries(
    Object.entries(inputs).filter(([name]) => draft.inputs.some((input) => input.name === name && input.secret)),
  );
  const plan =
    draft.refusals.length > 0
      ? { format: 1 as const, draft, hosts: [], files: [], notes: [], hash: '' }
      : await lookAtHosts(runner, draft, secrets);
  if (plan === undefined) return undefined;
  const { hosts } = await inventoryOf(client, source);
  // A host that only ssh knows may be called one of production by the user's settings.
  const known = [...hosts, ...plan.hosts.map(({ name }) => ({ name, production: isProductionBySetting(name) }))];
  const production = [...new Set(known.filter((host) => host.production).map(({ name }) => name))];
  return { plan, source, secrets, text: document.getText(), production };
}

/** Lets the runner look at the hosts, as long as the user does not give up. */
function lookAtHosts(
  runner: () => Promise<RunnerClient>,
  draft: Draft,
  secrets: Readonly<Record<string, string>>,
): Thenable<Plan | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Looking at the hosts'), cancellable: true },
    async (_progress, token) => {
      const ended = new AbortController();
      // What was given up does not turn up later.
      const givenUp = new Promise<undefined>((resolve) =>
        token.onCancellationRequested(() => {
          ended.abort();
          resolve(undefined);
        }),
      );
      return Promise.race([(await runner()).plan(draft, secrets, sshConfigSetting(), askUser, ended.signal), givenUp]);
    },
  );
}

function draftOf(
  client: LanguageClient,
  source: vscode.Uri,
  { block, hosts, checksOnly }: Wanted,
  inputs: Readonly<Record<string, string>>,
): Promise<Draft> {
  const request: DraftRequest = {
    inputs,
    ...(block !== undefined && { step: block }),
    ...(hosts !== undefined && { hosts }),
    ...(checksOnly === true && { checksOnly }),
  };
  const params: DraftParams = { uri: client.code2ProtocolConverter.asUri(source), request };
  return client.sendRequest<Draft>(draftRequest, params);
}
