import type { Markdown } from './parse-markdown.ts';

/** The places of a document that a link can name. */
export interface Anchors {
  readonly exact: ReadonlySet<string>;
  /** The same with letters and digits alone: forges make anchors in ways of their own, and agree on these. */
  readonly loose: ReadonlySet<string>;
}

/** The anchors of a document: its headings', as GitHub makes them, and every `id` and `name` that its HTML gives. */
export function anchorsOf(text: string, markdown: Markdown): Anchors {
  const exact = new Set<string>();
  const times = new Map<string, number>();
  for (const heading of markdown.headings) {
    const own = /\{\s*#([^\s}]+)[^}]*\}\s*$/.exec(heading.text)?.[1];
    if (own !== undefined) exact.add(own);
    const slug = slugOf(heading.text.replace(/\{\s*[#.:][^}]*\}\s*$/, ''));
    const before = times.get(slug) ?? 0;
    times.set(slug, before + 1);
    exact.add(before === 0 ? slug : `${slug}-${before}`);
  }
  for (const match of text.matchAll(/\b(?:id|name)\s*=\s*["']?([^\s"'<>]+)/g)) exact.add(match[1] as string);
  return { exact, loose: new Set([...exact].map(loosely)) };
}

/** Whether a link to `#anchor` leads somewhere. */
export function hasAnchor({ exact, loose }: Anchors, anchor: string): boolean {
  return exact.has(anchor) || loose.has(loosely(anchor));
}

function slugOf(heading: string): string {
  return heading
    .split(/(`+[^`]*`+)/)
    .map((part, index) =>
      // What stands in backticks is no link and no tag.
      index % 2 === 1
        ? part
        : part
            .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
            .replace(/<[^>]*>/g, '')
            .replaceAll('*', ''),
    )
    .join('')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

function loosely(anchor: string): string {
  return anchor.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
