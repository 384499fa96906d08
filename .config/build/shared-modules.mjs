// Modules that several bundles need are shipped once: a bundle of their own holds them, each under its path.
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** All files of a library's folder. */
const library = (folder) =>
  readdirSync(join(root, 'node_modules', folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

/** The bundles of shared modules by name, each with the files in it. */
const shares = {
  // What both ends of the language server protocol speak with.
  protocol: [
    ...library('vscode-jsonrpc/lib/common'),
    ...library('vscode-languageserver-protocol/lib/common'),
    'node_modules/vscode-languageserver-types/lib/esm/main.js',
  ],
  // The same between processes of Node.
  ipc: [...library('vscode-jsonrpc/lib/node'), ...library('vscode-languageserver-protocol/lib/node')],
  serve: [...library('vscode-languageserver/lib/common'), 'server/src/lsp/serve.ts'],
  client: library('vscode-languageclient/lib/common'),
};

/** The bundle of shared modules that is called `name`, made with more plugins. */
export function sharedBundle(name, ...plugins) {
  return { entryPoints: { [name]: `shared:${name}` }, plugins: [...plugins, sharedModules(name)] };
}

/** Takes shared modules from their bundles; `own` is the bundle that is being made, if it is one of these. */
export function sharedModules(own) {
  return {
    name: 'shared-modules',
    setup(build) {
      build.onResolve({ filter: /^shared:/ }, ({ path }) => ({ path, namespace: 'shared-entry' }));
      // None is run before somebody asks for it.
      build.onLoad({ filter: /./, namespace: 'shared-entry' }, () => ({
        contents: `module.exports = {\n${shares[own].map((file) => `get ${JSON.stringify(file)}() { return require(${JSON.stringify(`./${file}`)}); },\n`).join('')}};`,
        resolveDir: root,
      }));
      build.onResolve(
        { filter: /^(vscode-(jsonrpc|language)|\.)/ },
        async ({ path, importer, resolveDir, kind, namespace, pluginData }) => {
          if (pluginData === 'seen' || namespace !== 'file') return undefined;
          if (path.startsWith('.') && !/[/\\](node_modules[/\\]vscode-|lsp[/\\](browser-)?main\.ts$)/.test(importer)) return undefined;
          const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: 'seen' });
          const file = relative(root, found.path);
          const bundle = Object.keys(shares).find((name) => name !== own && shares[name].includes(file));
          return bundle === undefined ? found : { path: file, namespace: 'shared', pluginData: bundle };
        },
      );
      build.onLoad({ filter: /./, namespace: 'shared' }, ({ path, pluginData }) => ({
        contents: `module.exports = require(${JSON.stringify(`./${pluginData}.cjs`)})[${JSON.stringify(path)}];`,
      }));
      build.onResolve({ filter: /./, namespace: 'shared' }, ({ path }) => ({ path, external: true }));
    },
  };
}
