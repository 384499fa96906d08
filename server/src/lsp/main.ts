import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeFiles } from '../host/node-files.ts';
import { editorFiles } from './editor-files.ts';
import { serve } from './serve.ts';

// The way to speak (`--stdio`, `--node-ipc`) is on the command line; createConnection reads it there.
const connection = createConnection(ProposedFeatures.all);
serve(connection, editorFiles(connection, nodeFiles));
