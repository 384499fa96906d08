import { URI } from 'vscode-uri';
import { type Document, emptyInventory, languageNamed, openDocument, type Project } from '../core/index.ts';
import { type Configuration, loadConfiguration, noConfiguration } from '../host/configuration.ts';
import type { Files } from '../host/files.ts';
import { closedTrees, loadProject } from '../host/load-project.ts';
import { walk } from '../host/walk.ts';

/** What the server knows: the open documents over the files of the workspace. */
export class Workspace {
  readonly #files: Files;
  readonly #changed: () => void;
  #folders: readonly string[] = [];
  #sshConfig: string | undefined;
  #trusted = false;
  #configuration: Configuration = noConfiguration;
  #closed: ReadonlySet<string> = new Set();
  readonly #disk = new Map<string, Document>();
  readonly #open = new Map<
    string,
    { readonly uri: string; readonly document: Document; readonly version: number; readonly languageId: string }
  >();
  #project: Project | undefined;

  /** `changed` is called when something other than an open document's own text changed. */
  constructor(files: Files, changed: () => void) {
    this.#files = files;
    this.#changed = changed;
  }

  /** Says which folders there are, and whether names may be read from the user's ssh_config. */
  configure(folders: readonly string[], sshConfig: string | undefined, trusted: boolean): void {
    this.#folders = folders;
    this.#sshConfig = sshConfig;
    this.#trusted = trusted;
  }

  /** The workspace became trusted: what only trust allows is read now. */
  async trust(): Promise<void> {
    this.#trusted = true;
    await this.reload();
  }

  /** Reads opsbook.yaml, host names and the files of the folders again; the loop is let go between files. */
  async reload(): Promise<void> {
    const [folder] = this.#folders;
    this.#configuration =
      folder === undefined
        ? noConfiguration
        : await loadConfiguration(this.#files, folder, this.#trusted ? { sshConfig: this.#sshConfig } : undefined);
    for (const [path, { uri, document, version, languageId }] of this.#open)
      this.#open.set(path, { uri, version, languageId, document: this.#read(path, document.text, languageId) });
    this.#project = undefined;
    this.#changed();
    const disk = new Map<string, Document>();
    for (const root of this.#folders) {
      for (const path of await walk(this.#files, root)) {
        const { project } = await loadProject({ files: this.#files, wanted: [{ path }], configuration: this.#configuration });
        const document = project.documents.get(path);
        if (document?.ours === true) disk.set(path, document);
        await new Promise<void>((resume) => setImmediate(resume));
      }
    }
    this.#disk.clear();
    for (const [path, document] of disk) this.#disk.set(path, document);
    this.#closed = closedTrees(disk, this.#folders);
    this.#project = undefined;
    this.#changed();
  }

  /** An open document's text as it is now. */
  update(uri: string, languageId: string, version: number, text: string): void {
    const path = pathOf(uri);
    const previous = this.#open.get(path)?.document;
    this.#open.set(path, { uri, version, languageId, document: this.#read(path, text, languageId, previous) });
    this.#project = undefined;
  }

  /** The document is closed: what is on disk counts again. */
  async close(uri: string): Promise<void> {
    const path = pathOf(uri);
    this.#open.delete(path);
    this.#project = undefined;
    if (this.#disk.has(path)) await this.fileChanged(uri);
  }

  /** A file changed on disk. */
  async fileChanged(uri: string): Promise<void> {
    const path = pathOf(uri);
    if (/\/opsbook\.ya?ml$/.test(path)) return this.reload();
    const { project } = await loadProject({ files: this.#files, wanted: [{ path }], configuration: this.#configuration });
    const document = project.documents.get(path);
    if (document?.ours === true) this.#disk.set(path, document);
    else this.#disk.delete(path);
    this.#project = undefined;
    if (!this.#open.has(path)) this.#changed();
  }

  /** Everything as one immutable value. */
  project(): Project {
    if (this.#project !== undefined) return this.#project;
    const documents = new Map(this.#disk);
    for (const [path, { document }] of this.#open) documents.set(path, document);
    const { settings, inventory } = this.#configuration;
    const unknown = this.#folders.length === 0 || !this.#trusted;
    this.#project = {
      documents,
      settings: () => settings,
      inventory: unknown ? { ...(inventory ?? emptyInventory), complete: false } : inventory,
      closed: this.#closed,
    };
    return this.#project;
  }

  /** The open document of a URI, with the version of its text; undefined where it is not open. */
  opened(uri: string): { readonly document: Document; readonly version: number } | undefined {
    return this.#open.get(pathOf(uri));
  }

  /** URIs of all open documents. */
  openUris(): readonly string[] {
    return [...this.#open.values()].map(({ uri }) => uri);
  }

  /** The URI of a project path. */
  uriOf(path: string): string {
    return this.#open.get(path)?.uri ?? URI.file(path).toString();
  }

  #read(path: string, text: string, languageId: string, previous?: Document): Document {
    const language = languageId === 'markdown' ? 'runbook' : languageNamed(languageId)?.id;
    return openDocument(path, text, {
      ...(language !== undefined && { language }),
      ...(previous && { previous }),
      named: this.#configuration.includes(path),
    });
  }
}

/** The project path of a URI: a file's path, and for other schemes the URI's own path behind its scheme. */
export function pathOf(uri: string): string {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' || parsed.scheme === 'vscode-remote' ? parsed.path : `${parsed.scheme}:${parsed.path}`;
}
