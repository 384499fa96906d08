import type { Connection } from 'vscode-languageserver';
import type { Entry, Files, ReadResult } from '../host/files.ts';
import { entryKindRequest, listFolderRequest, readFileRequest } from '../protocol.ts';
import { rememberedFiles } from './remembered-files.ts';
import { uriOfPath, virtualPath } from './uri-path.ts';

/**
 * `files` for what is on this machine's disk; what lies in another file system is read through the editor, which alone knows it. Without
 * `files` everything is.
 */
export function editorFiles(connection: Connection, files: Files | undefined): Files & { readonly forget: () => void } {
  const disk = (path: string): Files | undefined => (virtualPath(path) === undefined ? files : undefined);
  const ask = async <T>(request: string, path: string, otherwise: T): Promise<T> => {
    try {
      return await connection.sendRequest<T>(request, { uri: uriOfPath(path) });
    } catch {
      // A client that knows none of our requests, such as another editor.
      return otherwise;
    }
  };
  const editors = rememberedFiles({
    read: (path) => ask<ReadResult>(readFileRequest, path, { trouble: 'unreadable', message: 'the editor does not let it be read' }),
    list: async (path) => (await ask<readonly Entry[] | null>(listFolderRequest, path, null)) ?? undefined,
    kindOf: async (path) => (await ask<Entry['kind'] | null>(entryKindRequest, path, null)) ?? undefined,
  });
  return {
    read: (path) => (disk(path) ?? editors).read(path),
    list: (path) => (disk(path) ?? editors).list(path),
    kindOf: (path) => (disk(path) ?? editors).kindOf(path),
    forget: editors.forget,
  };
}
