import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { entryKindRequest, type FileParams, listFolderRequest, readFileRequest } from '../../../../server/src/protocol.ts';

/** Files over this many bytes are not read. */
const LIMIT = 16 << 20;

/** What the server is told of a file: its text, or why there is none. */
type Read =
  | { readonly text: string; readonly trouble?: never }
  | { readonly text?: never; readonly trouble: 'missing' | 'binary' | 'too-large' | 'unreadable'; readonly message: string };

/** Reads for the server what lies in a file system that only the editor knows; nothing outside of the workspace. */
export function answerForFiles(client: BaseLanguageClient): void {
  const own = (params: unknown): vscode.Uri | undefined => {
    const parsed = vscode.Uri.parse((params as FileParams).uri);
    const inside = vscode.workspace.getWorkspaceFolder(parsed) !== undefined && !parsed.path.split('/').includes('..');
    return inside ? parsed : undefined;
  };
  client.onRequest<Read, unknown>(readFileRequest, async (params): Promise<Read> => {
    const uri = own(params);
    if (uri === undefined) return { trouble: 'missing', message: 'it lies outside of the workspace' };
    try {
      const { size, type } = await vscode.workspace.fs.stat(uri);
      if ((type & vscode.FileType.Directory) !== 0) return { trouble: 'unreadable', message: 'it is a folder; a file was expected' };
      if (size > LIMIT) return { trouble: 'too-large', message: `${size} bytes; at most ${LIMIT} are judged` };
      const bytes = await vscode.workspace.fs.readFile(uri);
      if (bytes.subarray(0, 8000).includes(0)) return { trouble: 'binary', message: 'it is a binary file; text was expected' };
      return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
    } catch (error) {
      const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      const message = error instanceof Error ? error.message : String(error);
      return missing ? { trouble: 'missing', message: 'there is no such file' } : { trouble: 'unreadable', message };
    }
  });
  client.onRequest<{ readonly name: string; readonly kind: string }[] | null, unknown>(listFolderRequest, async (params) => {
    const uri = own(params);
    try {
      const entries = uri === undefined ? undefined : await vscode.workspace.fs.readDirectory(uri);
      return (
        entries
          ?.map(([name, type]) => ({ name, kind: (type & vscode.FileType.Directory) === 0 ? 'file' : 'folder' }))
          .sort((a, b) => (a.name < b.name ? -1 : 1)) ?? null
      );
    } catch {
      return null;
    }
  });
  client.onRequest<'file' | 'folder' | null, unknown>(entryKindRequest, async (params) => {
    const uri = own(params);
    try {
      const found = uri === undefined ? undefined : await vscode.workspace.fs.stat(uri);
      if (found === undefined) return null;
      return (found.type & vscode.FileType.Directory) === 0 ? 'file' : 'folder';
    } catch {
      return null;
    }
  });
}
