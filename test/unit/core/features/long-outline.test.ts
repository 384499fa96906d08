import { expect, it } from 'vitest';
import { emptyProject, openDocument, type SymbolNode, symbols, withDocument } from '../../../../server/src/core/index.ts';

const book = (parts: number): string =>
  `---\nrunbook:\n---\n\n${Array.from({ length: parts }, (_, n) => `## Part ${n}\n\n\`\`\`logrotate {file=/etc/logrotate.d/p${n}}\n/var/log/p${n}.log {\n  daily\n  rotate 7\n}\n\`\`\`\n`).join('\n')}`;

function outline(parts: number): readonly SymbolNode[] {
  return symbols(withDocument(emptyProject, openDocument('/b.md', book(parts))), '/b.md');
}

/** How many nodes there are at each depth. */
function depths(nodes: readonly SymbolNode[], depth = 0, counts: number[] = []): readonly number[] {
  for (const { children = [] } of nodes) {
    counts[depth] = (counts[depth] ?? 0) + 1;
    depths(children, depth + 1, counts);
  }
  return counts;
}

it('an outline goes down to directives, and in a very long runbook to stanzas', () => {
  expect(depths(outline(400))).toEqual([400, 400, 400, 800]);
  expect(depths(outline(600))).toEqual([600, 600, 600]);
});
