// l10n/bundle.l10n.json: every text that the editor's code gives to l10n.t, for translators to begin with.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { parseAst } from 'vite';
import { root } from '../ensure.mjs';

const folder = 'client/src/editor';

/** The source files of the editor: path from the root, and syntax tree (ESTree, types taken out). */
export function editorSources() {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(root, folder, name), 'utf8');
      return { path: `${folder}/${name}`, tree: parseAst(transformSync(text, { loader: 'ts', charset: 'utf8', target: 'esnext' }).code) };
    });
}

/** Yields every node of a tree with the nodes around it, innermost first. */
export function* nodesIn(node, around = []) {
  yield { node, around };
  for (const inner of Object.values(node).flat())
    if (typeof inner === 'object' && inner !== null && typeof inner.type === 'string') yield* nodesIn(inner, [node, ...around]);
}

/** Whether a node is a call of `l10n.t` or `vscode.l10n.t`, or of `saidAs`, which lists what core and the runner say (`words/in-their-language.ts`). */
export function isTranslation({ type, callee }) {
  if (type === 'CallExpression' && callee.name === 'saidAs') return true;
  if (type !== 'CallExpression' || callee.type !== 'MemberExpression' || callee.property.name !== 't') return false;
  return callee.object.name === 'l10n' || (callee.object.type === 'MemberExpression' && callee.object.property.name === 'l10n');
}

/** Yields `[path, text]` of the bundle. Fails where a text is put together at run time: no translation could be found for it. */
export function* l10nBundle() {
  const texts = new Set();
  for (const { path, tree } of editorSources()) {
    for (const { node } of nodesIn(tree)) {
      if (!isTranslation(node)) continue;
      const [text] = node.arguments;
      if (text?.type !== 'Literal' || typeof text.value !== 'string')
        throw new Error(`${path}: l10n.t takes a text that stands in the source`);
      texts.add(text.value);
    }
  }
  const sorted = [...texts].sort((a, b) => (a < b ? -1 : 1));
  yield ['l10n/bundle.l10n.json', `${JSON.stringify(Object.fromEntries(sorted.map((text) => [text, text])), undefined, 2)}\n`];
}
