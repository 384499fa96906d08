import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { dropCancelled } from './drop-cancelled.ts';
import { nodeMachine } from './node-machine.ts';
import { serve } from './serve.ts';

// The way to speak (`--stdio`, `--node-ipc`) is on the command line; createConnection reads it there.
serve(createConnection(ProposedFeatures.all, dropCancelled), nodeMachine);
