import { readFileSync } from 'node:fs';
import { createContext, Script } from 'node:vm';
import { requiredBundles, workerScript } from '../../client/src/editor/browser/modules.ts';

/** A bundle of dist/ and all that it requires, by name, and as much of VS Code as says every text in English. */
function bundles(first: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add = (name: string): void => {
    if (texts.has(name)) return;
    const text = readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8');
    texts.set(name, text);
    for (const required of requiredBundles(text)) add(required);
  };
  add(first);
  texts.set('vscode', 'exports.l10n = { t: (text) => text };');
  return texts;
}

/** Runs a bundle as a browser does, with what is in a worker, `more`, and nothing of Node; its exports. */
export function runInBrowser(name: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask };
  const context = createContext({ TextDecoder, TextEncoder, URL, console, ...timers, ...more });
  return new Script(workerScript(bundles(name), name)).runInContext(context);
}
