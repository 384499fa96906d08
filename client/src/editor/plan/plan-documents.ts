import * as vscode from 'vscode';
import type { Plan } from '../../run/plan.ts';
import { planLines } from './plan-lines.ts';

/** A plan that was shown, with what its run needs and what is in no document: the values of secrets. */
export interface ShownPlan {
  readonly plan: Plan;
  readonly source: vscode.Uri;
  readonly secrets: Readonly<Record<string, string>>;
  /** The runbook's text when the plan was made. */
  readonly text: string;
}

export const planScheme = 'opsbook-plan';

/** Plans as read-only documents, each with a lens that runs it. */
export class PlanDocuments implements vscode.TextDocumentContentProvider, vscode.CodeLensProvider {
  readonly #plans = new Map<string, ShownPlan>();
  #last = 0;

  /** Registers the documents, and forgets a plan when its document is closed. */
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(planScheme, this),
      vscode.languages.registerCodeLensProvider({ scheme: planScheme }, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === planScheme) this.#plans.delete(uri.toString());
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
    await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Active });
    return uri;
  }

  /** The plan of a document; undefined where it is closed. */
  planOf(uri: vscode.Uri): ShownPlan | undefined {
    return this.#plans.get(uri.toString());
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const shown = this.planOf(uri);
    return shown === undefined ? 'This plan is gone: make it anew from its runbook\n' : planLines(shown.plan);
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const shown = this.planOf(uri);
    if (shown === undefined || shown.plan.draft.refusals.length > 0) return [];
    return [
      new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title: '$(play) Run this plan', command: 'opsbook.runPlan', arguments: [uri] }),
    ];
  }
}
