import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import { folding as scriptFolding } from '../features/folding.ts';
import type { Tree } from '../syntax/tree.ts';

/** Stretches that can be folded: sections, objects, blocks and comments of several lines. */
export function folding(parsed: Parsed<Tree>): readonly Span[] {
  const { text } = parsed;
  const out = [...scriptFolding(parsed)];
  const tops = [...text.matchAll(/^[A-Za-z_]\w*[ \t]*:/gm)].map(({ index }) => index);
  for (const [i, start] of tops.entries()) {
    // The comments and blank lines before the next section belong to that one.
    const held = text
      .slice(start, tops[i + 1] ?? text.length)
      .replace(/(?:\r?\n(?:#[^\n]*)?)+$/, '')
      .trimEnd();
    if (held.includes('\n')) out.push({ start, end: start + held.length });
  }
  return out.sort((a, b) => a.start - b.start || a.end - b.end);
}
