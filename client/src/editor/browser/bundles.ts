import * as vscode from 'vscode';
import { requireAmong, requiredBundles, type Wrapped, workerScript } from './modules.ts';

/** The bundles of this installation, read over the editor's file system: in a browser no other way leads to them. */
export class Bundles {
  readonly #folder: vscode.Uri;
  readonly #texts = new Map<string, Promise<string>>();
  readonly #wrapped: Record<string, Wrapped> = {};
  readonly #require = requireAmong(this.#wrapped, (name) => require(name));

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  /** The exports of a bundle; it and what it requires are run in this extension host, each once. */
  async load(name: string): Promise<unknown> {
    // Much of it nobody asks for: it is not even compiled before.
    for (const [each, text] of await this.#all(name)) this.#wrapped[each] ??= (...words) => wrap(each, text)(...words);
    return this.#require(name);
  }

  /** A new worker that runs a bundle. */
  async worker(name: string): Promise<Worker> {
    const address = URL.createObjectURL(new Blob([workerScript(await this.#all(name), name)], { type: 'text/javascript' }));
    return new Worker(address, { name: 'opsbook' });
  }

  /** A bundle and all that it requires, directly or by way of others, by name. */
  async #all(first: string): Promise<ReadonlyMap<string, string>> {
    const all = new Map<string, string>();
    let names: readonly string[] = [first];
    while (names.length > 0) {
      const texts = await Promise.all(names.map(async (name) => [name, await this.#text(name)] as const));
      for (const [name, text] of texts) all.set(name, text);
      names = [...new Set(texts.flatMap(([, text]) => requiredBundles(text)))].filter((name) => !all.has(name));
    }
    return all;
  }

  #text(name: string): Promise<string> {
    const known = this.#texts.get(name);
    if (known !== undefined) return known;
    const read = readText(vscode.Uri.joinPath(this.#folder, name));
    this.#texts.set(name, read);
    read.catch(() => this.#texts.delete(name));
    return read;
  }
}

function wrap(name: string, text: string): Wrapped {
  return new Function('module', 'exports', 'require', `${text}\n//# sourceURL=opsbook/${name.slice(2)}`) as Wrapped;
}

/** The text of a file that comes over the network: one that changes meanwhile ends a request, so two more are made. */
async function readText(uri: vscode.Uri): Promise<string> {
  for (let left = 2; ; left--) {
    try {
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resume) => setTimeout(resume, 500));
    }
  }
}
