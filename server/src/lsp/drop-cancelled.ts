import { type ConnectionStrategy, LSPErrorCodes } from 'vscode-languageserver';

/** A request that is taken back before its turn is answered with that, and not computed: each keystroke takes back what the last one asked for. */
export const dropCancelled: ConnectionStrategy = {
  cancelUndispatched: () => ({
    jsonrpc: '2.0',
    id: null, // The connection puts in the request's own.
    error: { code: LSPErrorCodes.RequestCancelled, message: 'it was taken back before its turn' },
  }),
};
