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
  meta: unknown;
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
  readonly standing: 'running' | 'well' | 'symptom' | 'bad';
}

/** What became of a block of a document in the last run; undefined where nothing is known. */
export type OutcomeOf = (document: string, block: string) => PreviewOutcome | undefined;

/** Shows the fences of a runbook as steps: above each its kind, name, hosts and destination as small labels, below the last outcome. Nothing in it runs. */
export function extendMarkdownIt<T extends MarkdownIt>(md: T, outcomeOf: OutcomeOf): T {
  md.core.ruler.push('opsbook', ({ src, tokens }) => {
    if (!mayConcern('', src)) return;
    const document = openDocument('/preview.md', src);
    if (document.runbook === undefined || !document.ours) return;
    const { runbook, lines } = document;
    const blocks = new Map(runbook.blocks.map((block) => [lines.positionAt(block.span.start).line, block]));
    for (const token of tokens) {
      const block = token.type === 'fence' && token.map !== null ? blocks.get(token.map[0]) : undefined;
      if (block !== undefined && block.kind !== 'plain') token.meta = { ...(token.meta as object | null), opsbook: { block, runbook } };
    }
  });
  const before = md.renderer.rules['fence'];
  md.renderer.rules['fence'] = (tokens, index, options, env, self) => {
    const fence = before?.(tokens, index, options, env, self) ?? self.renderToken(tokens, index, options);
    const ours = (tokens[index]?.meta as { readonly opsbook?: { readonly block: Block; readonly runbook: Runbook } } | null)?.opsbook;
    if (ours === undefined) return fence;
    const document = (env as { readonly currentDocument?: { toString(): string } } | undefined)?.currentDocument?.toString() ?? '';
    const outcome = outcomeOf(document, ours.block.name);
    const below = outcome === undefined ? '' : `<div class="opsbook-outcome opsbook-${outcome.standing}">${escaped(outcome.words)}</div>`;
    return `<div class="opsbook-block"><div class="opsbook-labels">${labels(ours.block, ours.runbook)}</div>${fence}${below}</div>\n`;
  };
  return md;
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
