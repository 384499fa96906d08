import * as vscode from 'vscode';
import { mayBeRsyslog, mayConcern } from './may-concern.ts';
import { notebookType } from './notebook/notebook-type.ts';
import type { MarkdownIt, OutcomeOf } from './preview/preview.ts';

/** What is loaded late, because most Markdown documents are none of our business. */
export interface EditorModule {
  start(context: vscode.ExtensionContext): Promise<void>;
  readonly outcomeOf: OutcomeOf;
  readonly serializer: vscode.NotebookSerializer;
}

/** What preview.cjs gives; it is loaded when VS Code reads its first Markdown, which is long before somebody looks at a preview. */
export interface PreviewModule {
  extendMarkdownIt<T extends MarkdownIt>(md: T, outcomeOf: OutcomeOf): T;
}

/** How the rest of the extension is loaded. */
export interface Loading {
  editor(): Promise<EditorModule>;
  /** Called when everything has started. */
  started?(): void;
  readonly extendMarkdownIt: PreviewModule['extendMarkdownIt'];
}

/** Commands that make sense where no runbook is open yet: the first of them that is called loads the rest. */
const beginnings = ['opsbook.newRunbook', 'opsbook.openRunbook'];

/** What VS Code's Markdown preview takes of us. */
export interface Exports {
  extendMarkdownIt<T extends MarkdownIt>(md: T): T;
}

/** Waits for the first document that concerns us, or for somebody who begins a runbook, and then loads everything else. */
export function begin(context: vscode.ExtensionContext, loading: Loading): Exports {
  let started: Promise<void> | undefined;
  let editor: EditorModule | undefined;
  const waiting: vscode.Disposable[] = [];
  const load = async (): Promise<void> => {
    try {
      editor = await loading.editor();
      await editor.start(context);
      loading.started?.();
    } catch (error) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('Opsbook could not start: {0}', error instanceof Error ? error.message : String(error)),
      );
    }
  };
  const start = (): Promise<void> => {
    if (started === undefined) {
      for (const listener of waiting) listener.dispose();
      started = load();
    }
    return started;
  };
  const look = (document: vscode.TextDocument | undefined): void => {
    if (started === undefined && document !== undefined && concerns(document)) void start();
  };
  waiting.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // Only a change that holds a brace or a colon can make a runbook of a document that was none.
      if (['markdown', 'yaml'].includes(document.languageId) && contentChanges.some(({ text }) => /[{}:=]/.test(text))) look(document);
    }),
    ...beginnings.map((name) =>
      vscode.commands.registerCommand(name, async (...words: unknown[]) => {
        await start();
        return vscode.commands.executeCommand(name, ...words);
      }),
    ),
  );
  const serializer = async (): Promise<vscode.NotebookSerializer> => {
    await start();
    if (editor === undefined) throw new Error(vscode.l10n.t('Opsbook could not start.'));
    return editor.serializer;
  };
  context.subscriptions.push(
    ...waiting,
    // VS Code asks for it as soon as somebody opens a file that way, and then it must be there.
    vscode.workspace.registerNotebookSerializer(
      notebookType,
      {
        deserializeNotebook: async (bytes, token) => (await serializer()).deserializeNotebook(bytes, token),
        serializeNotebook: async (data, token) => (await serializer()).serializeNotebook(data, token),
      },
      { transientOutputs: true },
    ),
  );
  vscode.workspace.textDocuments.forEach(look);
  // A workspace with runbooks in it, or with an opsbook.yaml that may include Markdown files which do not say so themselves.
  if (started === undefined)
    void vscode.workspace.findFiles('{**/*.runbook.md,opsbook.yaml,opsbook.yml}', null, 1).then(([found]) => found && start());
  return { extendMarkdownIt: (md) => loading.extendMarkdownIt(md, (document, block) => editor?.outcomeOf(document, block)) };
}

function concerns({ uri, languageId, getText }: vscode.TextDocument): boolean {
  // A file system of the workspace's own, such as that of a repository that is not cloned, is as good as the disk.
  if (!['file', 'untitled'].includes(uri.scheme) && vscode.workspace.getWorkspaceFolder(uri) === undefined) return false;
  if (['logrotate', 'interfaces', 'rsyslog', 'rsyslog-yaml'].includes(languageId)) return true;
  if (languageId === 'yaml') return /\/opsbook\.ya?ml$/.test(uri.path) || mayBeRsyslog(getText());
  return languageId === 'markdown' && mayConcern(uri.path, getText());
}
