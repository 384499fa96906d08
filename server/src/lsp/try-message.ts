import { type CodeAction, type Connection, type Hover, MarkupKind, type Position, type Range } from 'vscode-languageserver';
import { type Project, tryMessage, unitAt } from '../core/index.ts';
import { localTime } from '../host/local-time.ts';
import { type TryMessageParams, tryMessageCommand, tryMessageRequest } from '../protocol.ts';
import { toSpan } from './convert.ts';
import type { Machine } from './machine.ts';
import { pathOf } from './uri-path.ts';
import type { Workspace } from './workspace.ts';

/** A message in a comment: with its priority in front, so that prose is none. */
const sample = /^[ \t>]*(?:#[ \t]*)?(<\d{1,3}>.+)$/;

/** Answers our own request for a trial. */
export function onTryMessage(connection: Connection, workspace: Workspace, { hostName }: Machine): void {
  connection.onRequest(tryMessageRequest, ({ uri, message, line, character }: TryMessageParams): readonly string[] | null => {
    const project = workspace.project(uri);
    const lines = project.documents.get(pathOf(uri))?.lines;
    const offset = lines === undefined || line === undefined ? undefined : lines.offsetAt({ line, character: character ?? 0 });
    return tell(project, uri, message, offset, hostName) ?? null;
  });
}

/** The code action on a selection of one line in or beside an rsyslog configuration. */
export function sampleActions(project: Project, uri: string, range: Range): readonly CodeAction[] {
  const document = project.documents.get(pathOf(uri));
  if (document === undefined || range.start.line !== range.end.line || range.start.character === range.end.character) return [];
  if (!document.units.some(({ language }) => language === 'rsyslog')) return [];
  const { start, end } = toSpan(document.lines, range);
  const selected = document.text.slice(start, end);
  const message = sample.exec(selected)?.[1] ?? selected;
  if (message.trim() === '') return [];
  const params: TryMessageParams = { uri, message, ...range.start };
  return [{ title: 'Try this message', command: { title: 'Try this message', command: tryMessageCommand, arguments: [params] } }];
}

/** What would become of the sample message in a comment's line; null where the line holds none. */
export function sampleHover(project: Project, uri: string, position: Position, hostName: string): Hover | null {
  const document = project.documents.get(pathOf(uri));
  if (document === undefined) return null;
  const start = document.lines.lineStart(position.line);
  const end = document.lines.lineEnd(position.line);
  const offset = document.lines.offsetAt(position);
  const text = document.text.slice(start, end);
  const message = /^[ \t>]*#/.test(text) ? sample.exec(text)?.[1] : undefined;
  if (message === undefined || unitAt(project, document.path, offset)?.unit.language !== 'rsyslog') return null;
  const told = tell(project, uri, message, offset, hostName);
  if (told === undefined) return null;
  const from = start + text.indexOf(message);
  const at = (place: number): Position => document.lines.positionAt(place);
  // A fence longer than any in the text, so that no message ends it.
  const fence = '`'.repeat(Math.max(3, ...[...told.join('\n').matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return {
    range: { start: at(from), end: at(end) },
    contents: { kind: MarkupKind.Markdown, value: `${fence}text\n${told.join('\n')}\n${fence}` },
  };
}

function tell(project: Project, uri: string, message: string, offset: number | undefined, hostName: string): readonly string[] | undefined {
  const options = { message, receivedAt: localTime(new Date()), ownHost: hostName, ...(offset !== undefined && { offset }) };
  return tryMessage(project, pathOf(uri), options)?.told;
}
