import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { withoutAnsi } from '../../run/ansi.ts';
import type { HostInfo, InventoryInfo } from '../../../../server/src/protocol.ts';
import type { HostStates } from './host-states.ts';
import { inventoryOf } from './inventory.ts';
import { agoText } from '../words/ago-text.ts';
import { hostCount } from '../words/counted.ts';
import { spoken } from '../words/spoken.ts';

/** A group, or a host. */
export type HostNode =
  | { readonly kind: 'group'; readonly name: string; readonly hosts: readonly string[] }
  | { readonly kind: 'host'; readonly host: HostInfo };

/** Milliseconds between two times that the view follows what runs tell of hosts. */
const PAUSE = 500;

/** Milliseconds after which it is said how long ago a host was heard of. */
const WHILE = 60 * 60_000;

/** Hosts that are drawn again one by one; where more of them changed, the whole view costs less. */
const FEW = 20;

/** Names that are always there: this machine, and the practice host. */
const always: readonly HostInfo[] = [
  { name: 'sandbox', production: false },
  { name: 'local', production: false },
];

/** The hosts that runbooks may name: groups first, then every host, each with what was last seen of it. */
export class HostsView implements vscode.TreeDataProvider<HostNode> {
  readonly #client: LanguageClient;
  readonly #states: HostStates;
  readonly #changed = new vscode.EventEmitter<HostNode[] | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #inventory: InventoryInfo = { hosts: [], groups: [] };
  #timer: NodeJS.Timeout | undefined;
  #following: NodeJS.Timeout | undefined;
  /** The hosts that VS Code asked for, each with what it was last given of it. */
  #given = new Map<HostNode, string>();

  constructor(client: LanguageClient, states: HostStates) {
    this.#client = client;
    this.#states = states;
  }

  /** Shows the view; it is read again where opsbook.yaml or the ssh_config changes. */
  register(sshConfig: vscode.FileSystemWatcher): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher('**/opsbook.{yaml,yml}');
    const anew = (): void => this.refresh();
    return vscode.Disposable.from(
      vscode.window.createTreeView('opsbook.hosts', { treeDataProvider: this, showCollapseAll: true, canSelectMany: true }),
      this.#changed,
      watcher,
      ...[watcher, sshConfig].flatMap((one) => [one.onDidChange(anew), one.onDidCreate(anew), one.onDidDelete(anew)]),
      vscode.workspace.onDidGrantWorkspaceTrust(anew),
      vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('opsbook.production') && anew()),
      {
        dispose: () => {
          clearTimeout(this.#timer);
          clearTimeout(this.#following);
        },
      },
    );
  }

  /** Runs told something of hosts: those that look different now are drawn again, a little later. */
  follow(): void {
    this.#following ??= setTimeout(() => {
      this.#following = undefined;
      const changed = [...this.#given]
        .filter(([node, words]) => node.kind === 'host' && this.#words(node.host) !== words)
        .map(([node]) => node);
      if (changed.length > FEW) this.#changed.fire(undefined);
      else if (changed.length > 0) this.#changed.fire(changed);
    }, PAUSE);
  }

  /** Reads the inventory again, a little later. */
  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(undefined);
    }, 300);
  }

  getTreeItem(node: HostNode): vscode.TreeItem {
    if (node.kind === 'group') {
      const item = new vscode.TreeItem(`@${node.name}`, vscode.TreeItemCollapsibleState.Collapsed);
      item.iconPath = new vscode.ThemeIcon('server-environment');
      item.description = hostCount(node.hosts.length);
      item.contextValue = 'hosts.group';
      item.accessibilityInformation = { label: spoken(vscode.l10n.t('Group {0}', node.name), item.description) };
      return item;
    }
    this.#given.set(node, this.#words(node.host));
    return this.#hostItem(node.host);
  }

  /** What runs told of a host: equal where nothing of it changed. */
  #words({ name }: HostInfo): string {
    const { standing, words, fingerprint } = this.#states.of(name) ?? {};
    return JSON.stringify([standing, words, fingerprint]);
  }

  async getChildren(node?: HostNode): Promise<HostNode[]> {
    if (node?.kind === 'host') return [];
    if (node?.kind === 'group') {
      const known = new Map(this.#inventory.hosts.map((host) => [host.name, host]));
      return node.hosts.map((name): HostNode => ({ kind: 'host', host: known.get(name) ?? { name, production: false } }));
    }
    this.#inventory = await inventoryOf(this.#client);
    this.#given = new Map();
    return [
      ...this.#inventory.groups.map((group): HostNode => ({ kind: 'group', ...group })),
      ...[...this.#inventory.hosts, ...always].map((host): HostNode => ({ kind: 'host', host })),
    ];
  }

  #hostItem(host: HostInfo): vscode.TreeItem {
    const state = this.#states.of(host.name);
    const item = new vscode.TreeItem(withoutAnsi(host.name));
    const looks = {
      connected: ['vm-active', 'testing.iconPassed'],
      well: ['vm-active', 'testing.iconPassed'],
      symptom: ['vm-outline', 'list.warningForeground'],
      bad: ['vm-outline', 'testing.iconFailed'],
      unreachable: ['debug-disconnect', 'testing.iconFailed'],
    } as const;
    const [icon, colour] = state === undefined ? [host.name === 'local' ? 'device-desktop' : 'vm', undefined] : looks[state.standing];
    item.iconPath = new vscode.ThemeIcon(icon, colour === undefined ? undefined : new vscode.ThemeColor(colour));
    const where = `${host.user === undefined ? '' : `${host.user}@`}${host.address ?? ''}${host.port === undefined ? '' : `:${host.port}`}`;
    const own =
      host.name === 'sandbox' ? vscode.l10n.t('the practice host') : host.name === 'local' ? vscode.l10n.t('this machine') : where;
    // What was so a while ago may be so no more.
    const ago = state !== undefined && Date.now() - state.at > WHILE ? agoText(Date.now() - state.at) : '';
    item.description = [host.production ? vscode.l10n.t('production') : '', own, state?.words ?? '', ago]
      .filter((word) => word !== '')
      .join(' · ');
    item.contextValue = host.name === 'sandbox' || host.name === 'local' ? 'host.always' : 'host';
    const lines = [
      host.name,
      where,
      host.production ? vscode.l10n.t('A host of production: a run asks for its name') : '',
      state?.words ?? '',
      state?.fingerprint ?? '',
    ];
    item.tooltip = withoutAnsi(lines.filter((line) => line !== '').join('\n'));
    item.accessibilityInformation = { label: spoken(vscode.l10n.t('Host {0}', String(item.label)), item.description) };
    return item;
  }
}
