import type { Document } from '../document.ts';
import { type FrontMatterKey, type FrontMatterLevel, keysAt } from '../runbook/front-matter-table.ts';
import { parentKeys } from '../text/parent-keys.ts';
import type { Span } from '../text/span.ts';

/** A place in the front matter: which keys may stand there, and what is being written. */
export interface FrontMatterPlace {
  readonly level: FrontMatterLevel;
  /** The word at the caret; the key where no colon stands before the caret on its line. */
  readonly word: Span;
  /** The key whose value is being written; undefined where a key is. */
  readonly key: FrontMatterKey | undefined;
  /** Keys that stand beside it already. */
  readonly present: ReadonlySet<string>;
}

/** The place in a runbook's front matter at `offset`, told by the lines above and their indentation, so that a half-written one is read too; undefined outside. */
export function frontMatterAt(document: Document, offset: number): FrontMatterPlace | undefined {
  const matter = document.runbook?.markdown.frontMatter?.content;
  if (matter === undefined || offset < matter.start || offset > matter.end) return undefined;
  const { text, lines } = document;
  const caret = lines.positionAt(offset).line;
  const first = lines.positionAt(matter.start).line;
  const lineText = (line: number): string => text.slice(lines.lineStart(line), lines.lineEnd(line));
  const start = lines.lineStart(caret);
  const before = text.slice(start, offset);
  // Inside of `{ … }` on one line the key before the brace is the parent.
  const brace = before.lastIndexOf('{');
  const inFlow = brace > before.lastIndexOf('}');
  const segment = inFlow ? Math.max(brace, before.lastIndexOf(',')) + 1 : 0;
  const own = before.slice(segment);
  const [begin = '', dash] = /^[ \t]*(-[ \t]+)?/.exec(before) ?? [];
  const indent = begin.length + (inFlow ? 1 : 0);
  const flowKey = inFlow ? /([\w-]+)[ \t]*:[ \t]*$/.exec(before.slice(0, brace))?.[1] : undefined;
  const above = parentKeys(lineText, caret, first, indent, flowKey !== undefined || dash !== undefined);
  const parents = flowKey === undefined ? above : [...above, flowKey];
  const level = levelOf(parents);
  if (level === undefined) return undefined;
  const colon = /^[ \t]*(?:-[ \t]+)?["']?([\w-]+)["']?[ \t]*:[ \t]/.exec(own);
  const key = colon === null ? undefined : keysAt(level).find((one) => one.key === colon[1]);
  if (colon !== null && key === undefined) return undefined;
  const typed = (colon === null ? /[\w-]*$/ : /[^\s,!&"']*$/).exec(before)?.[0].length ?? 0;
  const behind = /^[\w-]*/.exec(text.slice(offset, lines.lineEnd(caret)))?.[0].length ?? 0;
  const word = { start: offset - typed, end: offset + behind };
  return {
    level,
    word,
    key,
    present: present(lineText, caret, first, lines.positionAt(matter.end).line, indent, inFlow ? before : undefined),
  };
}

function levelOf(parents: readonly string[]): FrontMatterLevel | undefined {
  if (parents.length === 0) return 'top';
  if (parents[0] !== 'runbook') return undefined;
  if (parents.length === 1) return 'runbook';
  if (parents[1] === 'inputs') return parents.length === 3 ? 'input' : undefined;
  if (parents[1] === 'symptoms') return parents.length === 2 ? 'symptom' : undefined;
  return undefined;
}

function present(
  lineText: (line: number) => string,
  caret: number,
  first: number,
  last: number,
  indent: number,
  flow: string | undefined,
): ReadonlySet<string> {
  const out = new Set<string>();
  if (flow !== undefined) {
    for (const match of flow.matchAll(/([\w-]+)[ \t]*:/g)) out.add(match[1] as string);
    return out;
  }
  for (const step of [-1, 1]) {
    for (let line = caret + step; line >= first && line < last; line += step) {
      const match = /^([ \t]*(?:-[ \t]+)?)["']?([\w-]+)["']?[ \t]*:/.exec(lineText(line));
      if (match === null) continue;
      const depth = (match[1] as string).length;
      if (depth < indent) break;
      if (depth === indent) out.add(match[2] as string);
    }
  }
  return out;
}
