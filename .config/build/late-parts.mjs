// Core in parts: what many starts do not need is in bundles of its own, each loaded when something of it is first called.
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const core = 'server/src/core';
const yaml = 'node_modules/yaml/browser/dist/index.js';

/** The parts by name, each with the modules by which it is entered; what these import and no part has is in each that needs it. */
export const parts = {
  yaml: [yaml],
  markdown: [`${core}/markdown/parse-markdown.ts`, `${core}/markdown/links.ts`],
  shell: [`${core}/shell/parse-shell.ts`],
  logrotate: [`${core}/languages/logrotate/index.ts`, `${core}/languages/logrotate-status/index.ts`],
  interfaces: [`${core}/languages/interfaces/index.ts`],
  rsyslog: [
    `${core}/languages/rsyslog/index.ts`,
    `${core}/languages/rsyslog/yaml/index.ts`,
    `${core}/languages/rsyslog/convert/convert-file.ts`,
    `${core}/languages/rsyslog/try/bytes.ts`,
    `${core}/languages/rsyslog/try/describe-trial.ts`,
    `${core}/languages/rsyslog/try/try-message.ts`,
  ],
};

/** The bundle of a part. */
export function partBundle(name) {
  return { entryPoints: { [name]: `part:${name}` }, plugins: [lateParts(name), globsOfCore] };
}

/** Globs are core's: a part asks it for each, when it has one. */
const globsOfCore = {
  name: 'globs-of-core',
  setup(build) {
    build.onResolve({ filter: /^picomatch$/ }, () => ({ path: './core.cjs', namespace: 'globs-of-core' }));
    build.onLoad({ filter: /./, namespace: 'globs-of-core' }, ({ path }) => ({
      contents: `module.exports = (...words) => require(${JSON.stringify(path)}).picomatch(...words);`,
    }));
    build.onResolve({ filter: /./, namespace: 'globs-of-core' }, ({ path }) => ({ path, external: true }));
  },
};

/** Loads the parts late; `own` is the one that is being made, if it is one. */
export function lateParts(own) {
  return {
    name: 'late-parts',
    setup(build) {
      build.onResolve({ filter: /^part:/ }, ({ path }) => ({ path, namespace: 'part-entry' }));
      build.onLoad({ filter: /./, namespace: 'part-entry' }, () => ({
        contents: parts[own].map((file, at) => `export * as m${at} from ${JSON.stringify(`./${file}`)};`).join('\n'),
        resolveDir: root,
      }));
      build.onResolve({ filter: /^(\.|yaml$)/ }, ({ path, importer, resolveDir, namespace }) => {
        if (namespace !== 'file' || importer.includes('/node_modules/')) return undefined;
        const file = path === 'yaml' ? yaml : relative(root, join(resolveDir, path));
        const part = Object.keys(parts).find((name) => name !== own && parts[name].includes(file));
        return part === undefined ? undefined : { path: file, namespace: 'late-part', pluginData: part };
      });
      // A name is looked up in its part each time that it is used, so the import alone loads nothing.
      build.onLoad({ filter: /./, namespace: 'late-part' }, async ({ path, pluginData }) => ({
        contents: `let part; for (const name of ${JSON.stringify(await exportsOf(path))}) Object.defineProperty(exports, name, { enumerable: true, get: () => (part ??= require(${JSON.stringify(`./${pluginData}.cjs`)}).m${parts[pluginData].indexOf(path)})[name] });`,
      }));
      build.onResolve({ filter: /./, namespace: 'late-part' }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** The names that a module exports by itself. */
export async function exportsOf(file) {
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [file],
    bundle: false,
    format: 'esm',
    write: false,
    metafile: true,
    outdir: 'dist',
  });
  return Object.values(metafile.outputs)[0].exports;
}
