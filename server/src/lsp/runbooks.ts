import type { Connection } from 'vscode-languageserver';
import { type Document, hostExpression, type Inventory } from '../core/index.ts';
import { type CheckInfo, type RunbookInfo, runbooksRequest } from '../protocol.ts';
import type { Workspace } from './workspace.ts';

/** Answers our own request for the runbooks of the workspace. */
export function onRunbooks(connection: Connection, workspace: Workspace): void {
  connection.onRequest(runbooksRequest, async (): Promise<RunbookInfo[]> => {
    const documents = await workspace.runbooks(true);
    const inventories = new Map<string, Promise<Inventory>>();
    const infos = documents.map(async (document) => {
      const uri = workspace.uriOf(document.path);
      const folder = uri.slice(0, uri.lastIndexOf('/'));
      const inventory = inventories.get(folder) ?? workspace.inventory(uri);
      inventories.set(folder, inventory);
      return infoOf(uri, document, await inventory);
    });
    return (await Promise.all(infos)).flat();
  });
}

function infoOf(uri: string, { runbook, lines, path }: Document, inventory: Inventory): readonly RunbookInfo[] {
  if (runbook === undefined) return [];
  const { frontMatter, blocks } = runbook;
  const checks = blocks
    .filter(({ kind, options }) => kind === 'step' && options.check === true)
    .map(({ name, span, options }): CheckInfo => {
      const expression = options.hosts ?? frontMatter.hosts;
      const fix = blocks.find((block) => block.options.fixes === name)?.name;
      return {
        name,
        line: lines.positionAt(span.start).line,
        hosts: expression === undefined ? ['local'] : hostExpression(expression, { ...inventory, complete: false }).names,
        ...(fix !== undefined && { fix }),
      };
    });
  return [
    {
      uri,
      title: runbook.title === '' ? path.slice(path.lastIndexOf('/') + 1) : runbook.title,
      symptoms: frontMatter.symptoms.map(({ match, file }) => ({ match, ...(file !== undefined && { file }) })),
      inputs: frontMatter.inputs.map(({ name }) => name),
      checks,
    },
  ];
}
