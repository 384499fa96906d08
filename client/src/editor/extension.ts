import type * as vscode from 'vscode';
import { begin, type EditorModule, type Exports, type PreviewModule } from './begin.ts';

/** Where VS Code runs us in Node: the other bundles lie beside this one. */
export function activate(context: vscode.ExtensionContext): Exports {
  return begin(context, {
    editor: async () => require('./editor.cjs') as EditorModule,
    extendMarkdownIt: (md, outcomeOf) => (require('./preview.cjs') as PreviewModule).extendMarkdownIt(md, outcomeOf),
  });
}
