import type { Connection, SemanticTokensLegend } from 'vscode-languageserver';
import { type TokenKind, tokens } from '../core/index.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

const kinds: readonly TokenKind[] = [
  'keyword',
  'property',
  'string',
  'number',
  'comment',
  'variable',
  'function',
  'type',
  'operator',
  'macro',
  'regexp',
  'namespace',
  'parameter',
  'enumMember',
];

/** The kinds of token, in the order that their numbers have. */
export const legend: SemanticTokensLegend = { tokenTypes: [...kinds], tokenModifiers: [] };

/** Answers textDocument/semanticTokens/full; a token over several lines is given a line at a time, as clients want it. */
export function onSemanticTokens(connection: Connection, workspace: Workspace): void {
  connection.languages.semanticTokens.on(({ textDocument: { uri } }) => {
    const open = workspace.opened(uri);
    if (open === undefined) return { data: [] };
    const { lines } = open.document;
    const data: number[] = [];
    let line = 0;
    let character = 0;
    for (const { span, kind } of tokens(workspace.project(uri), pathOf(uri))) {
      const first = lines.positionAt(span.start).line;
      const last = lines.positionAt(Math.max(span.start, span.end - 1)).line;
      for (let at = first; at <= last; at++) {
        const start = Math.max(span.start, lines.lineStart(at));
        const end = Math.min(span.end, lines.lineEnd(at));
        if (end <= start) continue;
        const from = start - lines.lineStart(at);
        data.push(at - line, at === line ? from - character : from, end - start, kinds.indexOf(kind), 0);
        line = at;
        character = from;
      }
    }
    return { data };
  });
}
