import * as vscode from 'vscode';
import { CodeLensRequest, LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { answerForFiles } from './virtual-files.ts';
import { sshConfigSetting } from '../ssh-config-setting.ts';
import { type InitializationOptions, trustGranted } from '../../../../server/src/protocol.ts';
import { registerRulePages, rulePageTemplate } from './rule-page-documents.ts';
import { isReadBySchema } from './settings-schema.ts';

interface ContributedLanguage {
  readonly id: string;
  readonly filenames?: readonly string[];
  readonly filenamePatterns?: readonly string[];
  readonly extensions?: readonly string[];
}

/** The ids of the configuration languages that package.json contributes. */
export function configurationLanguages(context: vscode.ExtensionContext): readonly string[] {
  return contributed(context).map(({ id }) => id);
}

function contributed(context: vscode.ExtensionContext): readonly ContributedLanguage[] {
  return (context.extension.packageJSON.contributes.languages as ContributedLanguage[]).filter(
    ({ filenames, filenamePatterns }) => (filenames ?? filenamePatterns) !== undefined,
  );
}

/** Starts the language server and what speaks to it; it ends with the extension. */
export async function startLanguageClient(context: vscode.ExtensionContext): Promise<LanguageClient> {
  const languages = contributed(context);
  const patterns = languages.flatMap(({ filenames = [], filenamePatterns = [], extensions = [] }) => [
    ...filenames.map((name) => `**/${name}`),
    ...filenamePatterns,
    ...extensions.map((extension) => `**/*${extension}`),
  ]);
  const watchers = ['**/opsbook.{yaml,yml}', `{${patterns.join(',')}}`].map((glob) => vscode.workspace.createFileSystemWatcher(glob));
  const module = context.asAbsolutePath('dist/server.cjs');
  const initializationOptions: InitializationOptions = {
    trusted: vscode.workspace.isTrusted,
    rulePages: rulePageTemplate,
    ...sshConfigSetting(),
    shellcheck: vscode.workspace.getConfiguration('opsbook').get('shellcheck', 'shellcheck'),
  };
  const schemes = [...new Set(['file', 'untitled', ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)])];
  const log = vscode.window.createOutputChannel('Opsbook', { log: true });
  const client = new LanguageClient(
    'opsbook',
    'Opsbook',
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6009'] } },
    },
    {
      documentSelector: ['markdown', 'yaml', ...languages.map(({ id }) => id)].flatMap((language) => [
        ...schemes.map((scheme) => ({ scheme, language })),
      ]),
      initializationOptions,
      outputChannel: log,
      diagnosticPullOptions: { onChange: true, onSave: true, onTabs: true },
      synchronize: { fileEvents: watchers },
      markdown: { isTrusted: false, supportHtml: false },
      middleware: {
        provideCompletionItem: (document, position, context, token, next) =>
          isReadBySchema(document) ? [] : next(document, position, context, token),
        provideHover: (document, position, token, next) => (isReadBySchema(document) ? undefined : next(document, position, token)),
        provideCodeLenses: (document, token, next) => (lensesWanted() ? next(document, token) : []),
      },
    },
  );
  context.subscriptions.push(
    client,
    log,
    ...watchers,
    registerRulePages(client),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      void client.sendNotification(trustGranted);
      renewLenses(client);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('opsbook.lenses')) renewLenses(client);
    }),
  );
  answerForFiles(client);
  await client.start();
  return client;
}

function renewLenses(client: LanguageClient): void {
  for (const document of vscode.workspace.textDocuments)
    client.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire();
}

function lensesWanted(): boolean {
  // An untrusted workspace can look but not run: a lens that only refuses is none.
  return vscode.workspace.isTrusted && vscode.workspace.getConfiguration('opsbook').get('lenses', true);
}
