import { type CallHierarchyItem, type Connection, type Range, SymbolKind } from 'vscode-languageserver';
import { type CallEnd, type CallItem, calleesOf, callersOf, callItemAt, lineIndex, type Project } from '../core/index.ts';
import { toRange } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers the requests for the call tree of rulesets. */
export function onCallHierarchy(connection: Connection, workspace: Workspace): void {
  const rangesOf = (project: Project, file: string, spans: readonly { start: number; end: number }[]): Range[] => {
    const lines = project.documents.get(file)?.lines ?? lineIndex('');
    return spans.map((span) => toRange(lines, span));
  };
  const shown = (project: Project, item: CallItem): CallHierarchyItem => {
    const [range, selectionRange] = rangesOf(project, item.file, [item.span, item.nameSpan]) as [Range, Range];
    return {
      name: item.name,
      ...(item.detail !== undefined && { detail: item.detail }),
      kind: SymbolKind.Function,
      uri: workspace.uriOf(item.file),
      range,
      selectionRange,
      data: item,
    };
  };
  const ends = (uri: string, item: CallHierarchyItem, of: (project: Project, item: CallItem) => readonly CallEnd[]): readonly CallEnd[] =>
    of(workspace.project(uri), item.data as CallItem);
  connection.languages.callHierarchy.onPrepare(({ textDocument: { uri }, position }) => {
    const lines = workspace.opened(uri)?.document.lines;
    const project = workspace.project(uri);
    const item = lines && callItemAt(project, pathOf(uri), lines.offsetAt(position));
    return item ? [shown(project, item)] : null;
  });
  connection.languages.callHierarchy.onIncomingCalls(({ item }) => {
    const project = workspace.project(item.uri);
    return ends(item.uri, item, callersOf).map((end) => ({
      from: shown(project, end.item),
      fromRanges: rangesOf(project, end.item.file, end.places),
    }));
  });
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) => {
    const project = workspace.project(item.uri);
    return ends(item.uri, item, calleesOf).map((end) => ({
      to: shown(project, end.item),
      fromRanges: rangesOf(project, (item.data as CallItem).file, end.places),
    }));
  });
}
