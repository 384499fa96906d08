import { join } from 'node:path';
import type * as vscode from 'vscode';
import { cacheFolder } from '../start/cache-folder.ts';
import { type CachedModules, cachedModules } from '../start/cached-modules.ts';
import { begin, type EditorModule, type Exports, type PreviewModule } from './begin.ts';

/** So long after the start compiled code is kept, in milliseconds: by then what a start needs was compiled, and nobody waits for it any more. */
const KEEP_AFTER = 10_000;

/** Where VS Code runs us in Node: the other bundles lie beside this one. */
export function activate(context: vscode.ExtensionContext): Exports {
  let modules: CachedModules | undefined;
  return begin(context, {
    editor: async () => {
      const folder = cacheFolder();
      modules = folder === undefined ? undefined : cachedModules(folder);
      return (modules?.load(join(__dirname, 'editor.cjs')) ?? require('./editor.cjs')) as EditorModule;
    },
    started: () => void setTimeout(() => modules?.keep(), KEEP_AFTER).unref(),
    extendMarkdownIt: (md, outcomeOf) => (require('./preview.cjs') as PreviewModule).extendMarkdownIt(md, outcomeOf),
  });
}
