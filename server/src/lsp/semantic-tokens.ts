import { type Connection, type Range, SemanticTokensBuilder, type SemanticTokensLegend } from 'vscode-languageserver';
import { type TokenKind, tokens } from '../core/index.ts';
import { toSpan } from './convert.ts';
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

/**
 * Answers textDocument/semanticTokens/full, what changed of it since an earlier answer, and the same for a range; a token over several lines is
 * given a line at a time, as clients want it.
 */
export function onSemanticTokens(connection: Connection, workspace: Workspace): void {
  const builders = new Map<string, SemanticTokensBuilder>();
  const builderOf = (uri: string): SemanticTokensBuilder => {
    for (const known of builders.keys()) if (workspace.sizeOf(known) === undefined) builders.delete(known);
    const builder = builders.get(uri) ?? new SemanticTokensBuilder();
    builders.set(uri, builder);
    return builder;
  };
  const { semanticTokens } = connection.languages;
  semanticTokens.on(({ textDocument: { uri } }) => {
    const builder = builderOf(uri);
    // The client has nothing that it could apply a change to.
    builder.previousResult('');
    pushTokens(builder, workspace, uri);
    return builder.build();
  });
  semanticTokens.onDelta(({ textDocument: { uri }, previousResultId }) => {
    const builder = builderOf(uri);
    builder.previousResult(previousResultId);
    pushTokens(builder, workspace, uri);
    return builder.buildEdits();
  });
  semanticTokens.onRange(({ textDocument: { uri }, range }) => {
    const builder = new SemanticTokensBuilder();
    pushTokens(builder, workspace, uri, range);
    return { data: builder.build().data };
  });
}

/** Puts the tokens of a document, or of a range of it, into a builder; none where it is not open. */
function pushTokens(builder: SemanticTokensBuilder, workspace: Workspace, uri: string, range?: Range): void {
  const open = workspace.opened(uri);
  if (open === undefined) return;
  const { lines, text } = open.document;
  const { start: from, end: to } = range === undefined ? { start: 0, end: text.length } : toSpan(lines, range);
  for (const { span, kind } of tokens(workspace.project(uri), pathOf(uri))) {
    if (span.end <= from || span.start >= to) continue;
    const last = lines.positionAt(Math.max(span.start, span.end - 1)).line;
    for (let at = lines.positionAt(span.start).line; at <= last; at++) {
      const lineStart = lines.lineStart(at);
      const start = Math.max(span.start, lineStart);
      const end = Math.min(span.end, lines.lineEnd(at));
      if (end > start) builder.push(at, start - lineStart, end - start, kinds.indexOf(kind), 0);
    }
  }
}
