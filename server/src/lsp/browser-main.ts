import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { browserMachine } from './browser-machine.ts';
import { dropCancelled } from './drop-cancelled.ts';
import { serve } from './serve.ts';

/** The scope of a worker, as far as messages go through it. */
declare const self: ConstructorParameters<typeof BrowserMessageReader>[0] & ConstructorParameters<typeof BrowserMessageWriter>[0];

serve(
  createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self), dropCancelled),
  browserMachine,
);
