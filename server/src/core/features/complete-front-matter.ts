import { alwaysThere } from '../inventory/host-expression.ts';
import type { Document } from '../document.ts';
import type { Completion } from '../language.ts';
import type { Project } from '../project.ts';
import { type FrontMatterKey, keysAt } from '../runbook/front-matter-table.ts';
import { frontMatterAt } from './front-matter-at.ts';

/** Keys and values that may stand at `offset` of the front matter; undefined outside of it. */
export function completeFrontMatter(project: Project, document: Document, offset: number): readonly Completion[] | undefined {
  const place = frontMatterAt(document, offset);
  if (place === undefined) return undefined;
  const { level, word: span, key, present } = place;
  if (key !== undefined) return valuesOf(project, key, document.text.slice(0, span.start)).map((label) => ({ label, kind: 'value', span }));
  const typed = document.text.slice(span.start, span.end);
  const written = /^["']?[ \t]*:/.test(document.text.slice(span.end, span.end + 10));
  return keysAt(level)
    .filter((one) => one.key === typed || !present.has(one.key))
    .map((one) => ({
      label: one.key,
      kind: 'property',
      detail: one.runme === true ? 'shared with Runme' : 'opsbook',
      documentation: describe(one),
      insert: written ? one.key : `${one.key}:${one.form === 'map' || one.form === 'list' ? '' : ' '}`,
      span,
    }));
}

/** What a key means, as Markdown. */
export function describe({ description, fallback, runme }: FrontMatterKey): string {
  return `${description}.${fallback === undefined ? '' : `\n\nWithout it: ${fallback}.`}${runme === true ? '\n\nShared with Runme.' : ''}`;
}

function valuesOf(project: Project, key: FrontMatterKey, before: string): readonly string[] {
  if (key.form !== 'hosts') return key.values ?? [];
  const { hosts, groups } = project.inventory;
  const quoted = /["'][^"'\n]*$/.test(before);
  const names = [...alwaysThere, ...hosts.keys()];
  return [...names, ...[...groups.keys()].map((group) => (quoted ? `@${group}` : `"@${group}"`))];
}
