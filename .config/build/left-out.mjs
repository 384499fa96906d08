// What is never called or read is not shipped: of a library a few words stand in its place, scripts for hosts go without their comments and indentation.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const client = 'node_modules/vscode-languageclient/lib/common';

/** A module of features of the language client that our server does not offer: they say nothing to it, and hear nothing. */
const without = (...names) => `
class Without { fillClientCapabilities() {} initialize() {} getState() { return { kind: 'static' }; } clear() {} }
${names.map((name) => `exports.${name} = Without;`).join('\n')}`;

/** What stands in a module's place, by its path. */
const standIns = {
  [`${client}/colorProvider.js`]: without('ColorProviderFeature'),
  [`${client}/declaration.js`]: without('DeclarationFeature'),
  [`${client}/documentHighlight.js`]: without('DocumentHighlightFeature'),
  [`${client}/executeCommand.js`]: without('ExecuteCommandFeature'),
  [`${client}/fileOperations.js`]: without(
    ...['Create', 'Rename', 'Delete'].flatMap((what) => [`Did${what}FilesFeature`, `Will${what}FilesFeature`]),
  ),
  [`${client}/implementation.js`]: without('ImplementationFeature'),
  [`${client}/inlineCompletion.js`]: without('InlineCompletionItemFeature'),
  [`${client}/inlineValue.js`]: without('InlineValueFeature'),
  [`${client}/textDocumentContent.js`]: without('TextDocumentContentFeature'),
  [`${client}/typeDefinition.js`]: without('TypeDefinitionFeature'),
  [`${client}/typeHierarchy.js`]: without('TypeHierarchyFeature'),
  // Diagnostics listen to what it tells of cells, so it is there under its name, and tells nothing. Cells are none of the server's documents.
  [`${client}/notebook.js`]: `
const never = () => ({ dispose() {} });
class NotebookDocumentSyncFeature {
  static CellScheme = 'vscode-notebook-cell';
  registrationType = { method: 'notebookDocument/sync' };
  onOpenNotificationSent = never; onChangeNotificationSent = never; onSaveNotificationSent = never; onCloseNotificationSent = never;
  fillClientCapabilities() {} initialize() {} register() {} unregister() {} clear() {}
  getState() { return { kind: 'static' }; }
  handles() { return false; }
}
exports.NotebookDocumentSyncFeature = NotebookDocumentSyncFeature;`,
  // Our documents are told by scheme and language alone.
  [`${client}/utils/globPattern.js`]: `exports.matchGlobPattern = () => { throw new Error('documents are not told by patterns'); };`,
  // VS Code itself holds the extension to the version that package.json asks for, which is later than the one that the client asks for.
  'node_modules/semver/functions/parse.js': `module.exports = (version) => ({ version, prerelease: [] });`,
  'node_modules/semver/functions/satisfies.js': 'module.exports = () => true;',
  // Links are found by it in prose, and only where that is asked for.
  'node_modules/linkify-it/build/index.mjs': 'export class LinkifyIt {}',
  // Of all its cryptography the key of an encrypted file takes one sum, which Node has.
  'node_modules/tweetnacl/nacl-fast.js': `
const { createHash } = require('node:crypto');
exports.lowlevel = { crypto_hash(sum, bytes, length) { sum.set(createHash('sha512').update(bytes.subarray(0, length)).digest()); return 0; } };`,
};

/** Where texts stand that a host's shell reads: their comments and indentation are for who reads our source. */
const hostScripts = /[/\\]client[/\\]src[/\\](ssh[/\\]host-side|run[/\\](ansible|detach|guard|install))[/\\][\w-]+\.ts$/;

/** Puts the stand-ins in their modules' places, and takes comments and indentation out of scripts for hosts. */
export const leftOut = {
  name: 'left-out',
  setup(build) {
    build.onLoad({ filter: /[/\\]node_modules[/\\](vscode-languageclient|semver|linkify-it|tweetnacl)[/\\].*js$/ }, ({ path }) => {
      const contents = standIns[relative(root, path).replaceAll('\\', '/')];
      return contents === undefined ? undefined : { contents, loader: 'js', resolveDir: join(path, '..') };
    });
    build.onLoad({ filter: hostScripts }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(/^ *# .*\n|^ +/gm, ''),
      loader: 'ts',
    }));
  },
};
