import { l10n } from 'vscode';
import { type Block, openDocument, type Runbook } from '../../../../server/src/core/index.ts';
import { mayConcern } from '../may-concern.ts';

/** The parts of markdown-it that a plugin of VS Code's preview needs. */
export interface MarkdownIt {
  readonly core: { readonly ruler: { push(name: string, rule: (state: State) => void): void } };
  readonly renderer: { readonly rules: Record<string, RenderRule | undefined> };
}

interface State {
  readonly src: string;
  readonly tokens: readonly Token[];
}

interface Token {
  readonly type: string;
  readonly map: readonly [number, number] | null;
}

type RenderRule = (
  tokens: readonly Token[],
  index: number,
  options: unknown,
  env: unknown,
  self: { renderToken(...words: unknown[]): string },
) => string;

/** One line on what became of a block: its words, and whether that is well. */
export interface PreviewOutcome {
  readonly words: string;
  readonly standing: 'running' | 'well' | 'skipped' | 'symptom' | 'bad';
}

/** What became of a block of a document in the last run; undefined where nothing is known. */
export type OutcomeOf = (document: string, block: string) => PreviewOutcome | undefined;

/**
 * Shows the fences of a runbook as steps: above each its kind, name, hosts and destination as small labels, below the last outcome. Nothing in it runs.
 *
 * VS Code parses a document at every keystroke, preview or not, and sends all tokens to its own Markdown server as JSON: nothing is put into them, and
 * the runbook is read when it is rendered.
 */
export function extendMarkdownIt<T extends MarkdownIt>(md: T, outcomeOf: OutcomeOf): T {
  // One entry for a document, by its first fence: thousands of them at every keystroke would be seen.
  const sources = new WeakMap<Token, string>();
  const firstOf = lastOf((tokens: readonly Token[]) => tokens.find(({ type }) => type === 'fence'));
  const runbookOf = lastOf(readRunbook);
  md.core.ruler.push('opsbook', ({ src, tokens }) => {
    const first = tokens.find(({ type }) => type === 'fence');
    if (first !== undefined) sources.set(first, src);
  });
  const before = md.renderer.rules['fence'];
  md.renderer.rules['fence'] = (tokens, index, options, env, self) => {
    const fence = before?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
    const token = tokens[index];
    const first = firstOf(tokens);
    const src = first && sources.get(first);
    const runbook = src === undefined ? undefined : runbookOf(src);
    const block = token?.map ? runbook?.blocks.get(token.map[0]) : undefined;
    if (runbook === undefined || block === undefined || block.kind === 'plain') return fence;
    const document = (env as { readonly currentDocument?: { toString(): string } } | undefined)?.currentDocument?.toString() ?? '';
    const outcome = outcomeOf(document, block.name);
    const below = outcome === undefined ? '' : `<div class="opsbook-outcome opsbook-${outcome.standing}">${escaped(outcome.words)}</div>`;
    return `<div class="opsbook-block"><div class="opsbook-labels">${labels(block, runbook.runbook)}</div>${fence}${below}</div>\n`;
  };
  return md;
}

/** A runbook with its blocks by the line that their fence begins in; undefined where the text is none. */
interface ByLine {
  readonly runbook: Runbook;
  readonly blocks: ReadonlyMap<number, Block>;
}

function readRunbook(src: string): ByLine | undefined {
  if (!mayConcern('', src)) return undefined;
  const { runbook, ours, lines } = openDocument('/preview.md', src);
  if (runbook === undefined || !ours) return undefined;
  return { runbook, blocks: new Map(runbook.blocks.map((block) => [lines.positionAt(block.span.start).line, block])) };
}

/** `make` with its last answer kept: the fences of a document are rendered one after the other. */
function lastOf<K, T>(make: (key: K) => T): (key: K) => T {
  let last: { readonly key: K; readonly made: T } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, made: make(key) };
    return last.made;
  };
}

function labels({ kind, name, options, explicitName }: Block, { frontMatter }: Runbook): string {
  const sudo = options.sudo ?? frontMatter.sudo;
  const hosts = options.hosts ?? frontMatter.hosts;
  const words: readonly (readonly [string, string])[] = [
    ['kind', kindOf(kind, options)],
    ['name', explicitName ? name : ''],
    ['file', options.file ?? ''],
    ['hosts', kind === 'expectation' || hosts === undefined ? '' : l10n.t('on {0}', hosts)],
    ['sudo', kind === 'expectation' ? '' : sudo === true ? l10n.t('as root') : typeof sudo === 'string' ? l10n.t('as {0}', sudo) : ''],
    ['fixes', options.fixes === undefined ? '' : l10n.t('mends {0}', options.fixes)],
    ['confirm', options.confirm === undefined ? '' : l10n.t('asks first')],
  ];
  return words
    .filter(([, word]) => word !== '')
    .map(([label, word]) => `<span class="opsbook-label opsbook-label-${label}">${escaped(word)}</span>`)
    .join('');
}

function kindOf(kind: Block['kind'], options: Block['options']): string {
  if (kind === 'file' || kind === 'config') return options.part === true ? l10n.t('part of a file') : l10n.t('file');
  if (kind === 'expectation') return l10n.t('expected output');
  if (kind === 'transcript') return l10n.t('transcript');
  if (options.check === true) return l10n.t('check');
  if (options.undoes !== undefined) return l10n.t('undo');
  return options.fixes === undefined ? l10n.t('step') : l10n.t('fix');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
