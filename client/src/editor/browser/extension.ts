import * as vscode from 'vscode';
import { begin, type EditorModule, type Exports, type PreviewModule } from '../begin.ts';
import { Bundles } from './bundles.ts';

/** What editor-browser.cjs gives. */
interface BrowserEditorModule extends Omit<EditorModule, 'start'> {
  start(context: vscode.ExtensionContext, bundles: Bundles): Promise<void>;
}

/** Where VS Code runs us in a browser: the other bundles are read through the editor, and nothing can be run. */
export function activate(context: vscode.ExtensionContext): Exports {
  const bundles = new Bundles(vscode.Uri.joinPath(context.extensionUri, 'dist'));
  return begin(context, {
    editor: async () => {
      const editor = (await bundles.load('./editor-browser.cjs')) as BrowserEditorModule;
      return { ...editor, start: (given) => editor.start(given, bundles) };
    },
    extendMarkdownIt(md, outcomeOf) {
      // It must be answered at once: the preview is shown as it is, and again when the steps are known.
      void bundles.load('./preview.cjs').then(
        (preview) => {
          (preview as PreviewModule).extendMarkdownIt(md, outcomeOf);
          return vscode.commands.executeCommand('markdown.preview.refresh');
        },
        (error: unknown) => console.error(`opsbook: the preview stays as it is: ${String(error)}`),
      );
      return md;
    },
  });
}
