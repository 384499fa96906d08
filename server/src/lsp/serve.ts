import {
  type Connection,
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { formattingCharacters, languages } from '../core/index.ts';
import { type InitializationOptions, trustGranted } from '../protocol.ts';
import { onBlocks } from './blocks.ts';
import { onCallHierarchy } from './call-hierarchy.ts';
import { attributesKind, fixAllKind, onCodeAction } from './code-action.ts';
import { rewritingKind } from './rewriting-actions.ts';
import { onCodeLens } from './code-lens.ts';
import { onCompletion } from './completion.ts';
import { diagnosticsOf, pullDiagnostics, pushDiagnostics } from './diagnostics.ts';
import { onDocumentLink } from './document-link.ts';
import { onDocumentSymbol } from './document-symbol.ts';
import { onDraft } from './draft.ts';
import { onFoldingRange } from './folding-range.ts';
import { onFormatting } from './formatting.ts';
import { onHover } from './hover.ts';
import { editorFiles } from './editor-files.ts';
import { includedDiagnostics } from './included-diagnostics.ts';
import { onInlayHint } from './inlay-hint.ts';
import { onJudges } from './judges.ts';
import { onLinkedEditing } from './linked-editing.ts';
import type { Machine } from './machine.ts';
import { onNames } from './names.ts';
import { onRulePage, pagesByTemplate } from './rule-pages.ts';
import { onSelectionRange } from './selection-range.ts';
import { onInventory } from './inventory.ts';
import { onRunbooks } from './runbooks.ts';
import { rehearsals } from './rehearsal.ts';
import { legend, onSemanticTokens } from './semantic-tokens.ts';
import { shellcheckRuns } from './shellcheck.ts';
import { onSignatureHelp } from './signature-help.ts';
import { typingPauses } from './typing-pauses.ts';
import { onWorkspaceSymbol } from './workspace-symbol.ts';
import { onTryMessage } from './try-message.ts';
import { pathOf } from './uri-path.ts';
import { Workspace } from './workspace.ts';

const [firstTriggerCharacter = '\n', ...moreTriggerCharacter] = formattingCharacters;
const onType = { firstTriggerCharacter, moreTriggerCharacter };

/** Serves one client over `connection` until it goes. */
export function serve(connection: Connection, machine: Machine): void {
  let pulls = false;
  let refreshes = false;
  let registersFormatting = false;
  const changed = (): void => {
    included.soon();
    if (!pulls) push.all();
    else if (refreshes) void connection.languages.diagnostics.refresh();
  };
  const files = editorFiles(connection, machine.files);
  const workspace = new Workspace(files, changed);
  const push = pushDiagnostics(connection, workspace);
  const included = includedDiagnostics(connection, workspace);
  const shellcheck = shellcheckRuns(machine, workspace, () => changed());
  const documents = new TextDocuments(TextDocument);
  const rehearsal = rehearsals(workspace);
  const typing = typingPauses(workspace, (uri) => {
    const hidden = diagnosticsOf(workspace, uri, true).length < diagnosticsOf(workspace, uri, false).length;
    workspace.paused(uri);
    if (!hidden) return;
    if (!pulls) push.soon(uri);
    else if (refreshes) void connection.languages.diagnostics.refresh();
  });

  connection.onInitialize(({ capabilities, workspaceFolders, rootUri, initializationOptions }): InitializeResult => {
    pulls = capabilities.textDocument?.diagnostic !== undefined;
    refreshes = capabilities.workspace?.diagnostics?.refreshSupport === true;
    const options = (initializationOptions ?? {}) as InitializationOptions;
    const folders = workspaceFolders?.map(({ uri }) => pathOf(uri)) ?? (rootUri ? [pathOf(rootUri)] : []);
    // An editor that knows no trust was pointed at this folder by its user.
    workspace.configure(
      folders,
      machine.sshConfig === undefined ? undefined : (options.sshConfig ?? machine.sshConfig),
      options.trusted !== false,
    );
    workspace.rulePages = options.rulePages === undefined ? machine.rulePages() : pagesByTemplate(options.rulePages);
    const { documentChanges, resourceOperations } = capabilities.workspace?.workspaceEdit ?? {};
    workspace.client = {
      renamesFiles: documentChanges === true && resourceOperations?.includes('rename') === true,
      showsDisabled: capabilities.textDocument?.codeAction?.disabledSupport === true,
    };
    shellcheck.use(options.shellcheck ?? 'shellcheck');
    registersFormatting = capabilities.textDocument?.formatting?.dynamicRegistration === true;
    return {
      serverInfo: { name: 'opsbook' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        ...(pulls && { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }),
        hoverProvider: true,
        completionProvider: { triggerCharacters: [...'{="@, ($:.'] },
        signatureHelpProvider: { triggerCharacters: [' ', '(', ',', '%', ':'] },
        documentSymbolProvider: true,
        workspaceSymbolProvider: true,
        foldingRangeProvider: true,
        selectionRangeProvider: true,
        callHierarchyProvider: true,
        linkedEditingRangeProvider: true,
        codeActionProvider: { codeActionKinds: ['quickfix', fixAllKind, attributesKind, rewritingKind] },
        codeLensProvider: { resolveProvider: true },
        semanticTokensProvider: { legend, full: { delta: true }, range: true },
        definitionProvider: true,
        referencesProvider: true,
        renameProvider: { prepareProvider: true },
        ...(!registersFormatting && {
          documentFormattingProvider: true,
          documentRangeFormattingProvider: true,
          documentOnTypeFormattingProvider: onType,
        }),
        inlayHintProvider: true,
        documentLinkProvider: {},
      },
    };
  });
  connection.onInitialized(() => {
    void workspace.reload();
    if (!registersFormatting) return;
    // Not for Markdown: a document that is no runbook would be offered a formatter that does nothing.
    const documentSelector = languages.map(({ id }) => ({ language: id }));
    void connection.client.register(DocumentFormattingRequest.type, { documentSelector });
    void connection.client.register(DocumentRangeFormattingRequest.type, { documentSelector });
    void connection.client.register(DocumentOnTypeFormattingRequest.type, { documentSelector, ...onType });
  });
  connection.onNotification(trustGranted, () => {
    void workspace.trust().then(() => workspace.openUris().forEach(shellcheck.soon));
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    files.forget();
    for (const { uri } of changes) void workspace.fileChanged(uri).then(included.soon);
  });
  documents.onDidChangeContent(({ document }) => {
    const isOpened = workspace.sizeOf(document.uri) === undefined;
    workspace.update(document.uri, document.languageId, document.version, document.getText());
    if (isOpened) rehearsal.opened(document.uri);
    else rehearsal.changed();
    if (!pulls) push.soon(document.uri);
    included.soon();
    typing.typed(document.uri);
    shellcheck.soon(document.uri);
  });
  documents.onDidClose(({ document }) => {
    typing.forget(document.uri);
    void workspace.close(document.uri);
    if (!pulls) push.clear(document.uri);
    included.soon();
  });
  // A client that cannot be asked to pull again gets everything at once.
  pullDiagnostics(connection, workspace, () => refreshes);
  for (const on of [
    onHover,
    onCompletion,
    onSignatureHelp,
    onDocumentSymbol,
    onWorkspaceSymbol,
    onFoldingRange,
    onSelectionRange,
    onLinkedEditing,
    onCodeAction,
    onCodeLens,
    onSemanticTokens,
    onNames,
    onFormatting,
    onInlayHint,
    onDocumentLink,
    onBlocks,
    onDraft,
    onRunbooks,
    onRulePage,
    onInventory,
    onJudges,
    onTryMessage,
    onCallHierarchy,
  ])
    on(connection, workspace, machine);
  documents.listen(connection);
  connection.listen();
}
