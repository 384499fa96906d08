import { isSettingsPath, settingsLanguage } from './configuration/settings-file.ts';
import { cameFrom } from './kept-findings.ts';
import { languageNamed, languageOfPath, languageOfText } from './languages/registry.ts';
import { nearest } from './languages/values/suggest.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';
import { fillHoles, holesOf } from './runbook/holes.ts';
import type { Input } from './runbook/model.ts';
import { parseRunbook, type ReadRunbook } from './runbook/parse-runbook.ts';
import { type StepShells, stepShells } from './runbook/step-shells.ts';
import { identityMap } from './text/segments.ts';
import { type LineIndex, lineIndex } from './text/line-index.ts';
import type { Parsed, Unit } from './unit.ts';

/** One file of a project, parsed: a Markdown document with its blocks, or a bare configuration file. Immutable. */
export interface Document {
  /** Project path: `/` between folders. */
  readonly path: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** Undefined for a bare file. */
  readonly runbook: ReadRunbook | undefined;
  /** Whether opsbook has anything to say about it: a bare file of a known language, or Markdown that is a runbook. */
  readonly ours: boolean;
  /** `runbook` for Markdown, `opsbook-yaml` for opsbook's own settings, else the language's id; '' where it is of no known language. */
  readonly language: string;
  readonly units: readonly Unit[];
  /** The shell in a runbook's steps; empty for anything else. */
  readonly shells: StepShells;
}

/** How a document is to be read. */
export interface DocumentOptions {
  /** Language id of a bare file, or `runbook` for Markdown; undefined: told by the path. */
  readonly language?: string;
  /** It was named on the command line or by opsbook.yaml: Markdown is a runbook whatever it holds. */
  readonly named?: boolean;
  /** The same path's document before the change: what did not change is not parsed again. */
  readonly previous?: Document;
  /** What is put into holes of that name, as a run does, instead of what stands for it while nobody gave a value. */
  readonly values?: ReadonlyMap<string, string>;
}

const markdownName = /\.(md|markdown|mdown|mkd)$/i;

/** Whether a path is that of a Markdown document. */
export function isMarkdownPath(path: string): boolean {
  return markdownName.test(path);
}

/** Reads any text; never throws. A path of no known language gives a document that is not `ours`. */
export function openDocument(path: string, text: string, options: DocumentOptions = {}): Document {
  const wanted = options.language === undefined ? undefined : languageNamed(options.language);
  const markdown = options.language === 'runbook' || (options.language === undefined && isMarkdownPath(path));
  if (markdown) {
    const runbook = openRunbook(path, text, options);
    cameFrom(runbook, options.previous);
    return runbook;
  }
  const language = wanted ?? (options.language === undefined ? (languageOfPath(path) ?? languageOfText(path, text)) : undefined);
  const lines = lineIndex(text);
  if (language === undefined && isSettingsPath(path))
    return { path, text, lines, runbook: undefined, ours: true, language: settingsLanguage, units: [], shells: new Map() };
  if (language === undefined) return { path, text, lines, runbook: undefined, ours: false, language: '', units: [], shells: new Map() };
  const before = options.previous?.units.find((unit) => unit.block === undefined && unit.language === language.id)?.parsed;
  const parsed = before?.text === text ? before : language.parse(text, before);
  const unit: Unit = {
    file: path,
    language: language.id,
    parsed,
    map: identityMap(text.length),
    path: hostPath(path),
    filled: [],
    block: undefined,
  };
  return { path, text, lines, runbook: undefined, ours: true, language: language.id, units: [unit], shells: new Map() };
}

function openRunbook(path: string, text: string, options: DocumentOptions): Document {
  const { lines, runbook } = readRunbook(text, options.previous);
  const ours = runbook.byContent || options.named === true || /\.runbook\.md$/i.test(path);
  const units: Unit[] = [];
  const shells = ours ? stepShells(runbook.blocks, runbook.frontMatter, options.previous?.shells) : new Map();
  if (ours) {
    const parsedBefore = parsedOf(options.previous);
    const inputs = new Map(runbook.frontMatter.inputs.map((input) => [input.name, input]));
    for (const block of runbook.blocks) {
      const language = languageNamed(block.language);
      if (language === undefined || block.kind === 'plain' || !block.closed || block.options.src !== undefined) continue;
      // A hole that nothing fills is told by a rule; to the language it is a word like any other.
      const holes = holesOf(block.text, () => true);
      const {
        text: rendered,
        map,
        filled: all,
      } = fillHoles(
        block.text,
        holes,
        block.map,
        (name) => options.values?.get(name) ?? example(inputs.get(name) ?? inputs.get(nearest(name, inputs.keys()) ?? '')),
      );
      const filled = options.values === undefined ? all : all.filter((_, at) => options.values?.has(holes[at]?.name ?? '') !== true);
      const parsed = parsedBefore.get(`${language.id} ${rendered}`) ?? language.parse(rendered);
      units.push({ file: path, language: language.id, parsed, map, path: block.options.file, filled, block: block.index });
    }
  }
  return { path, text, lines, runbook, ours, language: 'runbook', units, shells };
}

const isConfig = (word: string): boolean => languageNamed(word) !== undefined;

/** The blocks of a text, read anew if it is not that of `previous`. */
function readRunbook(text: string, previous: Document | undefined): { readonly lines: LineIndex; readonly runbook: ReadRunbook } {
  if (previous?.text === text && previous.runbook !== undefined) return { lines: previous.lines, runbook: previous.runbook };
  const before = previous?.runbook;
  const markdown = parseMarkdown(text, before && { text: before.text, markdown: before.markdown });
  return { lines: markdown.lines, runbook: parseRunbook(text, markdown, isConfig) };
}

/** A value that stands for an input while nobody gave one. */
function example(input: Input | undefined): string {
  const value = input?.default ?? input?.choices?.[0];
  if (value !== undefined) return value.replace(/[\r\n]/g, ' ');
  return usual.find((word) => allows(input?.pattern, word)) ?? 'value';
}

/** What an input may well be: of these the first that its pattern allows stands for it. */
const usual = [
  'value',
  '/value',
  '1',
  '10',
  '100',
  '1000',
  '192.0.2.1',
  '192.0.2.1/24',
  '2001:db8::1',
  'eth0',
  'host.example',
  '10M',
  '1h',
  'yes',
  '0644',
];

function allows(pattern: string | undefined, word: string): boolean {
  if (pattern === undefined) return true;
  try {
    return new RegExp(pattern, 'u').test(word);
  } catch {
    return true;
  }
}

/** What the units of a document were read to, by their language and text. */
function parsedOf(document: Document | undefined): ReadonlyMap<string, Parsed> {
  return new Map(document?.units.map(({ language, parsed }) => [`${language} ${parsed.text}`, parsed]));
}

/** Where a file of a tree that mirrors a host's lives there: from its last `/etc/` on, else its own path. */
export function hostPath(path: string): string {
  const etc = path.lastIndexOf('/etc/');
  return etc === -1 ? path : path.slice(etc);
}
