import type { Document } from './document.ts';
import { type Anchors, anchorsOf } from './markdown/anchors.ts';
import { markdownLinks } from './markdown/links.ts';
import { parseMarkdown } from './markdown/parse-markdown.ts';
import type { Span } from './text/span.ts';

/** What stands at a path that a document links to, or that a rule asks about. */
export interface Place {
  readonly kind: 'file' | 'folder' | 'missing';
  /** Of a Markdown file to one of whose anchors somebody links. */
  readonly anchors?: Anchors;
  /** Of a file or folder of this machine: whose it is, as a number, and its mode's twelve bits. */
  readonly rights?: Rights;
}

/** Whose a file or folder is, and who may read and write it. */
export interface Rights {
  readonly owner: number;
  readonly mode: number;
}

/** A link of a runbook to a file beside it, or to a place in one. */
export interface FileLink {
  /** Project path; the document's own where only an anchor is written. */
  readonly path: string;
  readonly anchor: string | undefined;
  readonly span: Span;
  readonly written: string;
}

/** The links of a runbook that lead to files by a relative path, or to anchors; none for anything else, nor for a path that leads out of the root. */
export function fileLinks(document: Document): readonly FileLink[] {
  if (document.runbook === undefined || !document.ours || !document.text.includes(']')) return [];
  const folder = document.path.slice(0, document.path.lastIndexOf('/') + 1);
  const out: FileLink[] = [];
  for (const { destination, span } of markdownLinks(document.text, document.runbook.markdown)) {
    // A scheme, a site's own root, a template's braces, a variable: nothing that a file could answer.
    if (/^[a-z][a-z0-9+.-]*:|^\/|[{}<>$|*\s]|^%|^\w+@[\w.]+$/i.test(destination)) continue;
    // Pages that a forge keeps beside the files.
    if (
      /^(?:\.\.\/)+(?:issues|pulls?|releases|wiki|actions|discussions|compare|commits?|blob|tree|raw|projects|security|stargazers)(?:[/?#]|$)/.test(
        destination,
      )
    )
      continue;
    const hash = destination.indexOf('#');
    const whole = hash === -1 ? destination : destination.slice(0, hash);
    const query = whole.indexOf('?');
    const path = decoded(query === -1 ? whole : whole.slice(0, query));
    const anchor = hash === -1 ? undefined : decoded(destination.slice(hash + 1));
    if (path === undefined || (hash !== -1 && anchor === undefined)) continue;
    const target = path === '' ? document.path : joined(folder, path);
    if (target !== undefined) out.push({ path: target, anchor: anchor === '' ? undefined : anchor, span, written: destination });
  }
  return out;
}

/** The anchors of a Markdown text. */
export function anchorsOfText(text: string): Anchors {
  return anchorsOf(text, parseMarkdown(text));
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function joined(folder: string, path: string): string | undefined {
  const parts = folder.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length === 0 || parts.at(-1) === '') return undefined;
      parts.pop();
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
