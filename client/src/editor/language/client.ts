import * as vscode from 'vscode';
import { type BaseLanguageClient, CodeLensRequest, type LanguageClientOptions } from 'vscode-languageclient';
import { log } from '../log.ts';
import { keptOutline } from './kept-outline.ts';
import { lensInTheirLanguage } from '../words/lens-titles.ts';
import { withGap } from '../words/with-gap.ts';
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

/** How the language server is reached. */
export interface ServerReach<Client extends BaseLanguageClient> {
  readonly make: (name: string, title: string, options: LanguageClientOptions) => Client;
  /** Whether anything can be run here. */
  readonly runs: boolean;
  /** Tells of the ssh_config, where hosts are named by one. */
  readonly sshConfig?: vscode.FileSystemWatcher;
}

/** Starts the language server and what speaks to it; it ends with the extension. */
export async function startLanguageClient<Client extends BaseLanguageClient>(
  context: vscode.ExtensionContext,
  { make, runs, sshConfig }: ServerReach<Client>,
): Promise<Client> {
  const languages = contributed(context);
  const patterns = languages.flatMap(({ filenames = [], filenamePatterns = [], extensions = [] }) => [
    ...filenames.map((name) => `**/${name}`),
    ...filenamePatterns,
    ...extensions.map((extension) => `**/*${extension}`),
  ]);
  const watchers = ['**/opsbook.{yaml,yml}', `{${patterns.join(',')}}`].map((glob) => vscode.workspace.createFileSystemWatcher(glob));
  if (sshConfig !== undefined) watchers.push(sshConfig);
  const initializationOptions: InitializationOptions = {
    trusted: vscode.workspace.isTrusted,
    rulePages: rulePageTemplate,
    ...sshConfigSetting(),
    shellcheck: vscode.workspace.getConfiguration('opsbook').get('shellcheck', 'shellcheck'),
  };
  const schemes = [...new Set(['file', 'untitled', ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)])];
  const client = make('opsbook', 'Opsbook', {
    documentSelector: ['markdown', 'yaml', ...languages.map(({ id }) => id)].flatMap((language) => [
      ...schemes.map((scheme) => ({ scheme, language })),
    ]),
    initializationOptions,
    outputChannel: log(),
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: true },
    synchronize: { fileEvents: watchers },
    markdown: { isTrusted: false, supportHtml: false },
    middleware: {
      provideCompletionItem: (document, position, context, token, next) =>
        isReadBySchema(document) ? [] : next(document, position, context, token),
      provideHover: (document, position, token, next) => (isReadBySchema(document) ? undefined : next(document, position, token)),
      provideCodeLenses: (document, token, next) => (runs && lensesWanted(document) ? next(document, token) : []),
      resolveCodeLens: async (lens, token, next) => translated(await next(lens, token)),
      provideDocumentSymbols: keptOutline(),
    },
  });
  context.subscriptions.push(
    client,
    log(),
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

function translated(lens: vscode.CodeLens | null | undefined): vscode.CodeLens | null | undefined {
  if (lens?.command === undefined) return lens;
  const { title } = lens.command;
  const said = /^en\b/.test(vscode.env.language) ? title : lensInTheirLanguage(title);
  lens.command = { ...lens.command, title: withGap(said) };
  return lens;
}

function renewLenses(client: BaseLanguageClient): void {
  for (const document of vscode.workspace.textDocuments)
    client.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire();
}

function lensesWanted({ uri }: vscode.TextDocument): boolean {
  // An untrusted workspace can look but not run, and one in no folder of a disk too: a lens that only refuses is none.
  return (
    ['file', 'untitled'].includes(uri.scheme) &&
    vscode.workspace.isTrusted &&
    vscode.workspace.getConfiguration('opsbook').get('lenses', true)
  );
}
