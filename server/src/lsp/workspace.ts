import type { Location } from 'vscode-languageserver';
import {
  type Document,
  emptyInventory,
  hostDefinitions,
  type Inventory,
  isMarkdownPath,
  isSettingsPath,
  languageNamed,
  lineIndex,
  mergedInventory,
  openDocument,
  type Place,
  type Project,
  readOpsbookYaml,
  type ShellCheckComments,
  withDocument,
  withSetting,
} from '../core/index.ts';
import { type Configuration, noConfiguration } from '../host/configuration.ts';
import type { Files } from '../host/files.ts';
import { linkPlaces } from '../host/link-places.ts';
import { followIncludes } from '../host/follow-includes.ts';
import { closedTrees } from '../host/load-project.ts';
import type { SettingEdit } from '../protocol.ts';
import { type Configurations, configurations } from './configurations.ts';
import { type Elsewhere, toRange } from './convert.ts';
import { type DiskIndex, emptyIndex, readDocument, readIndex, tellsTheSame } from './disk-index.ts';
import { pathOf, uriOfPath } from './uri-path.ts';
import { readRunbooks } from './runbook-index.ts';
import type { RulePages } from './rule-pages.ts';
import { caretAfter } from './typing.ts';

/** An open document: its text is parsed when somebody asks for it, and not at each keystroke. */
interface Open {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  readonly text: string;
  /** Parsed from `text`, or from an older one while `fresh` is false. */
  document: Document | undefined;
  fresh: boolean;
  /** Where somebody types just now; undefined after a pause, and after any other change. */
  readonly caret: number | undefined;
  /** What stands where its text links to, as far as that was looked at. */
  places: ReadonlyMap<string, Place>;
}

/** What the client told of itself. */
export interface ClientAbilities {
  /** It takes an edit that renames a file. */
  readonly renamesFiles: boolean;
  /** It shows an action that cannot be done, with the reason. */
  readonly showsDisabled: boolean;
}

/** What the server knows: the open documents over the files of the workspace. */
export class Workspace {
  readonly #files: Files;
  readonly #changed: () => void;
  #folders: readonly string[] = [];
  #sshConfig: string | undefined;
  #trusted = false;
  #configurations: Configurations;
  #index: DiskIndex = emptyIndex;
  #reading = 0;
  #settled: Promise<void> = Promise.resolve();
  #runbooks: ReadonlyMap<string, Document> = new Map();
  #runbooksRead = 0;
  #shellCheck: ShellCheckComments = new Map();
  readonly #open = new Map<string, Open>();
  /** One for each opsbook.yaml, until anything changes. */
  readonly #projects = new Map<Configuration | undefined, Project>();

  /** Where the page of a rule is; undefined where the client has none. */
  rulePages: RulePages = () => undefined;

  /** What the client can do with an answer. */
  client: ClientAbilities = { renamesFiles: false, showsDisabled: false };

  /** `changed` is called when something other than an open document's own text changed. */
  constructor(files: Files, changed: () => void) {
    this.#files = files;
    this.#changed = changed;
    this.#configurations = configurations(files, [], undefined, () => {});
  }

  /** Says which folders there are, and whether names may be read from the user's ssh_config. */
  configure(folders: readonly string[], sshConfig: string | undefined, trusted: boolean): void {
    this.#folders = folders.map((folder) => folder.replace(/\/+$/, ''));
    this.#sshConfig = sshConfig;
    this.#trusted = trusted;
    this.#forgetConfigurations();
  }

  /** The workspace became trusted: what only trust allows is read now. */
  async trust(): Promise<void> {
    this.#trusted = true;
    await this.reload();
  }

  /** Reads opsbook.yaml, host names and the files of the folders again; the loop is let go between files. */
  reload(): Promise<void> {
    this.#settled = this.#reload();
    return this.#settled;
  }

  /** Resolves when the files of the folders have been read, as often as that was asked for until then. */
  async settled(): Promise<void> {
    for (let last: Promise<void> | undefined; last !== this.#settled; ) {
      last = this.#settled;
      await last;
    }
  }

  async #reload(): Promise<void> {
    const reading = ++this.#reading;
    this.#runbooksRead = 0;
    this.#forgetConfigurations();
    await Promise.all([...new Set([...this.#open.keys()].map(folderOf))].map((folder) => this.#configurations.load(folder)));
    this.#renew();
    const index = await readIndex(this.#files, this.#folders, this.#index, () => reading === this.#reading);
    if (index === undefined) return;
    this.#index = index;
    this.#renew();
  }

  /** An open document's text as it is now. */
  update(uri: string, languageId: string, version: number, text: string): void {
    const path = pathOf(uri);
    const before = this.#open.get(path);
    const kept = { document: before?.document, places: before?.places ?? new Map<string, Place>() };
    const caret = before === undefined ? undefined : caretAfter(before.text, text);
    this.#open.set(path, { uri, languageId, version, text, ...kept, caret, fresh: false });
    this.#projects.clear();
  }

  /** The document is closed: what is on disk counts again. */
  async close(uri: string): Promise<void> {
    const path = pathOf(uri);
    const told = this.#open.get(path)?.document;
    this.#open.delete(path);
    this.#projects.clear();
    if (this.#index.documents.has(path)) await this.#readAgain(path, told);
  }

  /** A file changed on disk. */
  async fileChanged(uri: string): Promise<void> {
    const path = pathOf(uri);
    this.#runbooksRead = 0;
    if (isSettingsPath(path) || path === this.#sshConfig) return this.reload();
    if (this.#isInside(path)) await this.#readAgain(path, this.#index.documents.get(path));
  }

  /** Resolves when all is read that a verdict on the document of a URI hangs on, but for the other files of the workspace. */
  async ready(uri: string): Promise<void> {
    await this.#configurations.load(folderOf(pathOf(uri)));
    const begun = this.#open.get(pathOf(uri));
    if (begun === undefined) return;
    const places = await linkPlaces(this.#files, [this.#parsed(pathOf(uri), begun)], (path) => this.#isInside(path));
    const open = this.#open.get(pathOf(uri));
    if (open === undefined || same(places, open.places)) return;
    open.places = places;
    this.#projects.clear();
  }

  /** Everything that is known when the document of a URI is judged, as one immutable value. */
  project(uri: string): Project {
    const configuration = this.#configurations.of(folderOf(pathOf(uri)));
    const known = this.#projects.get(configuration);
    if (known !== undefined) return known;
    const documents = new Map(this.#index.documents);
    for (const [path, open] of this.#open) documents.set(path, this.#parsed(path, open));
    const { settingsFor, inventory } = configuration ?? noConfiguration;
    const project: Project = {
      documents,
      settings: (path) => (this.#configurations.of(folderOf(path)) ?? { settingsFor }).settingsFor(path),
      // What was not read yet, or may not be read, may name any host.
      inventory: configuration !== undefined && this.#trusted && this.#isInside(pathOf(uri)) ? inventory : openEnded(inventory),
      closed: this.#index.closed,
      places: new Map([...this.#open.values()].flatMap(({ places }) => [...places])),
      ...(this.#shellCheck.size > 0 && { shellCheck: this.#shellCheck }),
      present: this.#index.present,
    };
    this.#projects.set(configuration, project);
    return project;
  }

  /** The open document of a URI, with the version of its text; undefined where it is not open. */
  opened(uri: string): { readonly document: Document; readonly version: number } | undefined {
    const path = pathOf(uri);
    const open = this.#open.get(path);
    return open && { document: this.#parsed(path, open), version: open.version };
  }

  /** The length and version of an open text, without parsing it; undefined where it is not open. */
  sizeOf(uri: string): { readonly length: number; readonly version: number } | undefined {
    const open = this.#open.get(pathOf(uri));
    return open && { length: open.text.length, version: open.version };
  }

  /** Where somebody types in the document of a URI; undefined where nobody does. */
  caretIn(uri: string): number | undefined {
    return this.#open.get(pathOf(uri))?.caret;
  }

  /** Nobody types in the document of a URI any more. */
  paused(uri: string): void {
    const path = pathOf(uri);
    const open = this.#open.get(path);
    if (open !== undefined) this.#open.set(path, { ...open, caret: undefined });
  }

  /** Whether the document of a URI lies in a folder of the workspace, and that is trusted. */
  trusts(uri: string): boolean {
    return this.#trusted && this.#isInside(pathOf(uri));
  }

  /** What ShellCheck said so far. */
  useShellCheck(comments: ShellCheckComments): void {
    this.#shellCheck = comments;
    this.#projects.clear();
  }

  /** URIs of all open documents. */
  openUris(): readonly string[] {
    return [...this.#open.values()].map(({ uri }) => uri);
  }

  /**
   * All runbooks of the folders, sorted by path; those that are open are as they stand in the editor. Unless they are wanted `anew`, what was read a
   * moment ago is good enough: a search asks again at each letter.
   */
  async runbooks(anew = false): Promise<readonly Document[]> {
    const named = (path: string): boolean => this.#configurations.of(folderOf(path))?.includes(path) === true;
    await Promise.all(this.#folders.map((folder) => this.#configurations.load(folder)));
    if (anew || Date.now() - this.#runbooksRead > 2000) {
      this.#runbooks = await readRunbooks(this.#files, this.#folders, this.#runbooks, named);
      this.#runbooksRead = Date.now();
    }
    const all = new Map(this.#runbooks);
    for (const [path, open] of this.#open) if (isMarkdownPath(path)) all.set(path, this.#parsed(path, open));
    return [...all.values()].filter(({ ours }) => ours).sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /**
   * What may be named as a host: where a document is, if one is given, and in the folders of the workspace; where there are none, where the open
   * documents are. Nothing in an untrusted workspace.
   */
  async inventory(uri?: string): Promise<Inventory> {
    if (!this.#trusted) return emptyInventory;
    const documents = [...(uri === undefined ? [] : [pathOf(uri)]), ...(this.#folders.length > 0 ? [] : this.#open.keys())];
    const folders = new Set([...documents.filter((path) => path.startsWith('/')).map(folderOf), ...this.#folders]);
    return mergedInventory(await Promise.all([...folders].map(async (folder) => (await this.#configurations.load(folder)).inventory)));
  }

  /**
   * The opsbook.yaml that counts for the document of a URI, with a setting; a new one in its workspace folder where there is none.
   * Undefined outside of the folders, and where opsbook.yaml is no YAML.
   */
  async settingEdit(uri: string, language: string, key: string, value: string): Promise<SettingEdit | undefined> {
    const path = pathOf(uri);
    const root = this.#folders.find((folder) => path.startsWith(`${folder}/`));
    if (root === undefined) return undefined;
    const configuration = await this.#configurations.load(folderOf(path));
    const target = configuration.path ?? `${root}/opsbook.yaml`;
    const read = configuration.path === undefined ? { text: '' } : await this.#files.read(target);
    if (!('text' in read)) return undefined;
    const now = readOpsbookYaml(read.text).settings[language]?.[key];
    const place = { uri: this.uriOf(target), create: configuration.path === undefined };
    if (now !== configuration.settingsFor(path)[language]?.[key]) return place;
    const text = withSetting(read.text, language, key, value);
    return text === undefined ? undefined : { ...place, text };
  }

  /** Where the opsbook.yaml that counts for the document of a URI names a host, or a group by `@`. */
  async hostDefinitions(uri: string, name: string): Promise<Location[]> {
    const { path } = await this.#configurations.load(folderOf(pathOf(uri)));
    const read = path === undefined ? undefined : await this.#files.read(path);
    if (path === undefined || read === undefined || !('text' in read)) return [];
    const lines = lineIndex(read.text);
    return hostDefinitions(read.text, name).map((span) => ({ uri: this.uriOf(path), range: toRange(lines, span) }));
  }

  /** Where the documents of a project are, for problems that speak of several. */
  elsewhere(project: Project): Elsewhere {
    return (path) => {
      const document = project.documents.get(path);
      return document && { uri: this.uriOf(path), lines: document.lines };
    };
  }

  /** Whether there is such a file inside of the workspace's folders. */
  async hasFile(path: string): Promise<boolean> {
    return this.#isInside(path) && (await this.#files.kindOf(path)) === 'file';
  }

  /** The URI of a project path. */
  uriOf(path: string): string {
    return this.#open.get(path)?.uri ?? uriOfPath(path);
  }

  /**
   * Another text read as an open document is, after `previous` if that is given, and what would be known with it there; the document itself stays
   * as it is. Undefined where it is not open.
   */
  readInstead(uri: string, text: string, previous?: Document): { readonly document: Document; readonly project: Project } | undefined {
    const path = pathOf(uri);
    const open = this.#open.get(path);
    if (open === undefined) return undefined;
    const document = this.#read(path, open.languageId, text, previous);
    return { document, project: withDocument(this.project(uri), document) };
  }

  #parsed(path: string, open: Open): Document {
    if (open.document !== undefined && open.fresh) return open.document;
    open.document = this.#read(path, open.languageId, open.text, open.document);
    open.fresh = true;
    return open.document;
  }

  #read(path: string, languageId: string, text: string, previous: Document | undefined): Document {
    // A file whose name tells nothing is of the language of the one that includes it.
    const language = languageId === 'markdown' ? 'runbook' : (languageNamed(languageId)?.id ?? this.#index.documents.get(path)?.language);
    return openDocument(path, text, {
      ...(language !== undefined && { language }),
      ...(previous && { previous }),
      named: this.#configurations.of(folderOf(path))?.includes(path) === true,
    });
  }

  async #readAgain(path: string, told: Document | undefined): Promise<void> {
    const reading = this.#reading;
    const document = await readDocument(this.#files, path, this.#index.documents.get(path));
    if (reading !== this.#reading) return;
    const documents = new Map(this.#index.documents);
    if (document === undefined) documents.delete(path);
    else documents.set(path, document);
    if (document !== undefined && !tellsTheSame(told, document)) await followIncludes(this.#files, documents, this.#folders);
    if (reading !== this.#reading) return;
    this.#index = { ...this.#index, documents, closed: closedTrees(documents, this.#folders) };
    this.#projects.clear();
    if (!this.#open.has(path) && !tellsTheSame(told, document)) this.#changed();
  }

  #isInside(path: string): boolean {
    return this.#folders.some((folder) => path.startsWith(`${folder}/`));
  }

  #forgetConfigurations(): void {
    this.#configurations = configurations(this.#files, this.#folders, this.#trusted ? this.#sshConfig : undefined, () => this.#renew());
    this.#projects.clear();
  }

  /** What documents are read by changed: they are read again when somebody asks. */
  #renew(): void {
    for (const open of this.#open.values()) open.fresh = false;
    this.#projects.clear();
    this.#changed();
  }
}

/** An inventory that may lack names, made once: what was found with it is kept by it. */
const openEndedOnes = new WeakMap<Inventory, Inventory>();

function openEnded(inventory: Inventory): Inventory {
  const made = openEndedOnes.get(inventory) ?? { ...inventory, complete: false };
  openEndedOnes.set(inventory, made);
  return made;
}

function same(a: ReadonlyMap<string, Place>, b: ReadonlyMap<string, Place>): boolean {
  return JSON.stringify([...a].map(told)) === JSON.stringify([...b].map(told));
}

function told([path, { kind, anchors, rights }]: [string, Place]): unknown {
  return [path, kind, [...(anchors?.exact ?? [])], rights];
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
