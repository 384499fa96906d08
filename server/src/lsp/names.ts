import { type Connection, ErrorCodes, type Location, ResponseError, type TextEdit } from 'vscode-languageserver';
import { includedAt, nameAt, type NamePlace, nameTrouble, placesInRunbook } from '../core/index.ts';
import { toRange } from './convert.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** Answers textDocument/definition, references, prepareRename and rename: four questions about one name. */
export function onNames(connection: Connection, workspace: Workspace): void {
  const find = (uri: string, position: { line: number; character: number }) => {
    const lines = workspace.opened(uri)?.document.lines;
    return lines && nameAt(workspace.project(uri), pathOf(uri), lines.offsetAt(position));
  };
  const locationIn =
    (uri: string) =>
    ({ file, span }: NamePlace): Location[] => {
      const document = workspace.project(uri).documents.get(file);
      return document === undefined ? [] : [{ uri: workspace.uriOf(file), range: toRange(document.lines, span) }];
    };
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const name = find(uri, position);
    if (name?.space === 'host') return workspace.hostDefinitions(uri, name.name);
    const named = (name?.places ?? []).filter(({ defines }) => defines).flatMap(locationIn(uri));
    const lines = workspace.opened(uri)?.document.lines;
    if (named.length > 0 || lines === undefined) return named;
    const start = { line: 0, character: 0 };
    return includedAt(workspace.project(uri), pathOf(uri), lines.offsetAt(position)).map(
      (file): Location => ({ uri: workspace.uriOf(file), range: { start, end: start } }),
    );
  });
  connection.onReferences(async ({ textDocument: { uri }, position, context }) => {
    const name = find(uri, position);
    if (name === undefined) return [];
    if (name.space !== 'host') return name.places.filter(({ defines }) => context.includeDeclaration || !defines).flatMap(locationIn(uri));
    // A host is everybody's: every runbook of the workspace may name it.
    const places = (await workspace.runbooks()).flatMap((document): Location[] =>
      placesInRunbook(document, 'host', name.name).map((span) => ({
        uri: workspace.uriOf(document.path),
        range: toRange(document.lines, span),
      })),
    );
    return context.includeDeclaration ? [...(await workspace.hostDefinitions(uri, name.name)), ...places] : places;
  });
  connection.onPrepareRename(({ textDocument: { uri }, position }) => {
    const found = find(uri, position);
    const lines = workspace.opened(uri)?.document.lines;
    if (found === undefined || lines === undefined || !found.places.some(({ defines }) => defines)) return null;
    return { range: toRange(lines, found.span), placeholder: found.name };
  });
  connection.onRenameRequest(({ textDocument: { uri }, position, newName }) => {
    const found = find(uri, position);
    if (found === undefined) return null;
    const trouble = nameTrouble(found, newName);
    if (trouble !== undefined) return new ResponseError(ErrorCodes.InvalidParams, trouble);
    const changes: Record<string, TextEdit[]> = {};
    for (const { uri: at, range } of found.places.flatMap(locationIn(uri)))
      changes[at] = [...(changes[at] ?? []), { range, newText: newName }];
    return { changes };
  });
}
