import * as vscode from 'vscode';
import type { Plan } from '../../run/plan.ts';
import { fileSides } from './file-sides.ts';
import { withGap } from '../words/with-gap.ts';
import { canRun, planFileLines, planLines } from './plan-lines.ts';

/** A plan that was shown, with what its run needs and what is in no document: the values of secrets. */
export interface ShownPlan {
  readonly plan: Plan;
  readonly source: vscode.Uri;
  readonly secrets: Readonly<Record<string, string>>;
  /** The runbook's text when the plan was made. */
  readonly text: string;
  /** Names of the hosts of production among those that are known. */
  readonly production: readonly string[];
}

export const planScheme = 'opsbook-plan';
const fileScheme = 'opsbook-plan-file';

/** Plans as read-only documents, each with a lens that runs it. */
export class PlanDocuments implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider {
  readonly #plans = new Map<string, ShownPlan>();
  /** The two sides of files that were compared, by the query of their URI. */
  readonly #sides = new Map<string, string>();
  #last = 0;

  /** Registers the documents, and forgets a plan when its document is closed. */
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(planScheme, this),
      vscode.workspace.registerTextDocumentContentProvider(fileScheme, {
        provideTextDocumentContent: ({ query }) => this.#sides.get(query) ?? '',
      }),
      vscode.languages.registerCodeLensProvider({ scheme: planScheme }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === planScheme && this.#plans.delete(uri.toString())) this.#tellRefused();
      }),
    );
  }

  /** Opens a plan beside nothing else: in the active group, as a preview. Returns its URI. */
  async show(shown: ShownPlan): Promise<vscode.Uri> {
    const name = shown.source.path.slice(shown.source.path.lastIndexOf('/') + 1).replace(/\.md$/i, '');
    const uri = vscode.Uri.from({ scheme: planScheme, path: `/${name}.plan`, query: String(++this.#last) });
    this.#plans.set(uri.toString(), shown);
    const document = await vscode.languages.setTextDocumentLanguage(await vscode.workspace.openTextDocument(uri), 'opsbook-plan');
    // Setting a language closes and opens the document.
    this.#plans.set(uri.toString(), shown);
    this.#tellRefused();
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Active });
    return uri;
  }

  /** No menu offers to run a plan that cannot run. */
  #tellRefused(): void {
    const refused = [...this.#plans].flatMap(([uri, { plan }]) => (canRun(plan) ? [] : [uri]));
    void vscode.commands.executeCommand('setContext', 'opsbook.refusedPlans', refused);
  }

  /** The plan of a document; undefined where it is closed. */
  planOf(uri: vscode.Uri): ShownPlan | undefined {
    return this.#plans.get(uri.toString());
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const shown = this.planOf(uri);
    return shown === undefined
      ? `${vscode.l10n.t('This plan is gone: make it anew from its runbook')}\n`
      : planLines(shown.plan, shown.production);
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const shown = this.planOf(uri);
    if (shown === undefined || !canRun(shown.plan)) return [];
    const at = (line: number): vscode.Range => new vscode.Range(line, 0, line, 0);
    return [
      new vscode.CodeLens(at(0), {
        title: withGap(`$(play) ${vscode.l10n.t('Run this plan')}`),
        command: 'opsbook.runPlan',
        arguments: [uri],
      }),
      ...planFileLines(shown.plan, shown.production)
        .filter(({ file }) => file.diff !== '')
        .map(
          ({ line, file }) =>
            new vscode.CodeLens(at(line), {
              title: withGap(`$(diff) ${vscode.l10n.t('Compare with what is there')}`),
              command: 'opsbook.comparePlanned',
              arguments: [uri, file.block, file.host],
            }),
        ),
    ];
  }

  /** Opens VS Code's difference editor on what is on a host and what would be; nothing where the plan is gone. */
  async compare(uri: vscode.Uri, block: string, host: string): Promise<void> {
    const shown = this.planOf(uri);
    const file = shown?.plan.files.find((one) => one.block === block && one.host === host);
    const sides = shown && file && fileSides(file, shown.plan.draft.blocks.find(({ name }) => name === block)?.install?.text);
    if (file === undefined || sides === undefined) return;
    const [before, after] = (['before', 'after'] as const).map((side) => {
      const query = JSON.stringify([uri.query, block, host, side]);
      this.#sides.set(query, sides[side]);
      return vscode.Uri.from({ scheme: fileScheme, path: file.path, query });
    });
    await vscode.commands.executeCommand('vscode.diff', before, after, vscode.l10n.t('{0} on {1}: now ↔ planned', file.path, host), {
      preview: false,
    });
  }
}
