import { join } from 'node:path';
import { account } from '../../../server/src/host/account.ts';
import type { HostDetails } from '../ssh/connection.ts';
import { chosenAlgorithms, supportedAlgorithms } from '../ssh/algorithm-list.ts';
import { matchesPattern } from '../ssh/known-hosts/matches-pattern.ts';
import { hostAddress } from './host-url.ts';
import { ConfigError } from './ssh-config/config-error.ts';
import { type Evaluated, evaluate } from './ssh-config/evaluate.ts';
import { expand, expandCommand, type Tokens } from './ssh-config/expand.ts';
import { isNone, isYes } from './ssh-config/flags.ts';
import { matchExec } from './ssh-config/match-exec.ts';
import { type ConfigLine, readConfig } from './ssh-config/read-config.ts';
import { loginSettings } from './ssh-config/login-settings.ts';
import { type Get, networkSettings } from './ssh-config/network-settings.ts';
import { seconds } from './ssh-config/seconds.ts';
import { sshHome } from './ssh-home.ts';

/** Where a host's details come from, but for its name. */
export interface ResolveOptions {
  /** The one ssh_config to read (as with `ssh -F`; `none` is no file) instead of the user's and the system's. */
  readonly configFile?: string;
  /** Who logs in, whatever the configuration says. */
  readonly user?: string;
  readonly port?: number;
  /** Milliseconds, where the configuration says nothing of `ConnectTimeout`; default 15 s. */
  readonly connectTimeout?: number;
  /** Where the name is, whatever the configuration says. */
  readonly address?: string;
  /** The agent's socket, where the configuration names none; default `SSH_AUTH_SOCK`. */
  readonly agent?: string;
  /** Runs the commands of `Match exec`, as ssh does; otherwise they count as not matched. */
  readonly matchExec?: boolean;
}

/** Key files that are tried where none is named (ssh_config(5), IdentityFile); those of hardware keys and of dead types are left out. */
const defaultKeys = ['id_rsa', 'id_ecdsa', 'id_ed25519'];
const deepestJump = 8;
/** Where the agent of Windows' own OpenSSH listens. */
const windowsAgent = String.raw`\\.\pipe\openssh-ssh-agent`;

/**
 * The connection details of a host: a name of the ssh_config or the network, or `ssh://[user@]name[:port]`. Tokens and `~` are put in, jumps
 * are resolved, the first to be reached first. Throws a ConfigError (its `outcome` is `unreachable`) where the configuration cannot be followed
 * or asks for what is not supported; what could be left aside is in `passedOver`.
 */
export function resolveHost(name: string, options: ResolveOptions = {}): HostDetails {
  const files = configFiles(options.configFile);
  return resolve(name, options, files, []);
}

function configFiles(file: string | undefined): (readonly ConfigLine[])[] {
  if (file === 'none') return [];
  if (file !== undefined) return [readConfig(file, false)];
  return [readConfig(join(sshHome(), '.ssh', 'config'), false, 0, true), readConfig('/etc/ssh/ssh_config', true)];
}

function resolve(name: string, options: ResolveOptions, files: readonly (readonly ConfigLine[])[], way: readonly string[]): HostDetails {
  if (way.includes(name))
    throw new ConfigError(`\`ProxyJump\` goes round: ${[...way, name].map((each) => `\`${each}\``).join(' by way of ')}`);
  if (way.length === deepestJump)
    throw new ConfigError(`\`ProxyJump\` leads over more than ${deepestJump} hosts: ${way.map((each) => `\`${each}\``).join(', ')}`);
  const url = name.startsWith('ssh://') ? hostAddress(name, false) : { host: name };
  if (!url) throw new ConfigError(`\`${name}\` is no host; expected \`ssh://[user@]name[:port]\``);
  const local = account().username;
  const evaluated = evaluate(files, url.host, options.user ?? url.user, local, options.matchExec === true ? matchExec : undefined);
  const get = (keyword: string): string | undefined => evaluated.values.get(keyword)?.[0]?.[0];
  /** A value's place, as the beginning of a sentence. */
  const at = (keyword: string): string => {
    const place = evaluated.places.get(keyword.toLowerCase());
    return place === undefined ? '' : `\`${place.file}\` line ${place.line}: `;
  };
  const user = get('user') ?? local;
  const port = options.port ?? url.port ?? number(at('Port'), 'Port', get('port')) ?? 22;
  const address = options.address ?? expandHostName(get('hostname') ?? url.host, url.host);
  const alias = get('hostkeyalias');
  /** A value that is not `none`. */
  const some = (keyword: string): string | undefined => (isNone(get(keyword)) ? undefined : get(keyword));
  const jump = some('proxyjump');
  const tokens: Tokens = { name: url.host, address, port, user, local, alias: alias ?? url.host, jump: jump ?? '' };
  const paths = (keyword: string, fallback: readonly string[]): string[] =>
    filesOf(keyword, evaluated.values.get(keyword.toLowerCase())?.[0] ?? fallback, tokens);
  const command = some('proxycommand');
  const proxyCommand = command === undefined ? undefined : expandCommand('ProxyCommand', command, tokens);
  const notes = [...evaluated.notes, ...(proxyCommand === undefined ? [] : [`it is reached by the command \`${proxyCommand}\``])];
  const timeout = get('connecttimeout');
  const revoked = some('revokedhostkeys');
  const agent = agentOf(get('identityagent'), tokens, options);
  return {
    name,
    address,
    port,
    user,
    identityFiles: identityFiles(evaluated, tokens),
    ...certificateFiles(evaluated, tokens),
    identitiesOnly: isYes(get('identitiesonly')),
    agent,
    knownHostsFiles: [
      ...paths('UserKnownHostsFile', ['~/.ssh/known_hosts', '~/.ssh/known_hosts2']),
      ...paths('GlobalKnownHostsFile', ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2']),
    ],
    ...(alias === undefined ? {} : { hostKeyAlias: alias }),
    ...keptKeys(evaluated, get),
    strictHostKeyChecking: strictness(get('stricthostkeychecking')),
    connectTimeout:
      timeout === undefined ? (options.connectTimeout ?? 15_000) : seconds('ConnectTimeout', timeout, at('ConnectTimeout')) * 1000,
    ...networkSettings(get, at),
    ...loginSettings(get, at),
    ...(revoked === undefined ? {} : { revokedHostKeys: expand('RevokedHostKeys', revoked, tokens) }),
    ...(jump === undefined ? {} : { jumps: jumps(jump, options, files, [...way, name]) }),
    ...(proxyCommand === undefined ? {} : { proxyCommand }),
    ...algorithmsOf(get, at),
    ...sentOf(evaluated),
    ...(notes.length > 0 ? { notes } : {}),
    ...(evaluated.passedOver.length > 0 ? { passedOver: evaluated.passedOver } : {}),
  };
}

function algorithmsOf(get: Get, at: Get<string>): Pick<HostDetails, 'algorithms'> {
  const chosen = (keyword: keyof typeof supportedAlgorithms): readonly string[] | undefined => {
    const value = get(keyword.toLowerCase());
    if (value === undefined) return undefined;
    // Certificates are asked for where an authority is known, whatever types of key may be shown.
    const found = chosenAlgorithms(keyword, keyword === 'HostKeyAlgorithms' ? value.replaceAll('-cert-v01@openssh.com', '') : value);
    if (found.length > 0) return found;
    throw new ConfigError(
      `${at(keyword)}\`${keyword} ${value}\` leaves nothing that is supported; expected some of ${supportedAlgorithms[keyword].join(', ')}`,
    );
  };
  const [kex, ciphers, macs, hostKeys] = [chosen('KexAlgorithms'), chosen('Ciphers'), chosen('MACs'), chosen('HostKeyAlgorithms')];
  const lists = { ...(kex && { kex }), ...(ciphers && { ciphers }), ...(macs && { macs }), ...(hostKeys && { hostKeys }) };
  return Object.keys(lists).length === 0 ? {} : { algorithms: lists };
}

/** The variables that `SendEnv` names of ours, where a `-` takes names back, and those of `SetEnv`, which win. */
function sentOf({ values }: Evaluated): Pick<HostDetails, 'sentEnvironment'> {
  let patterns: string[] = [];
  for (const pattern of (values.get('sendenv') ?? []).flat()) {
    if (pattern.startsWith('-')) patterns = patterns.filter((other) => !matchesPattern(pattern.slice(1), other));
    else patterns.push(pattern);
  }
  const sent: Record<string, string> = {};
  // To read the whole environment costs more than all else here, and many hosts are looked up.
  for (const [name, value] of patterns.length === 0 ? [] : Object.entries(process.env))
    if (value !== undefined && patterns.some((pattern) => matchesPattern(pattern, name))) sent[name] = value;
  for (const word of values.get('setenv')?.[0] ?? []) {
    const equals = word.indexOf('=');
    if (equals < 1) throw new ConfigError(`\`SetEnv ${word}\` is no variable; expected \`NAME=value\``);
    sent[word.slice(0, equals)] = word.slice(equals + 1);
  }
  return Object.keys(sent).length === 0 ? {} : { sentEnvironment: sent };
}

/** `no` and `off` would take a changed key as well, which nothing here does. */
function strictness(value: string | undefined): NonNullable<HostDetails['strictHostKeyChecking']> {
  if (isYes(value)) return 'yes';
  return value !== undefined && /^(?:accept-new|no|off|false)$/i.test(value) ? 'accept-new' : 'ask';
}

/** Only the user's own files are written to, and with `HashKnownHosts` names that nobody can read. */
function keptKeys({ values }: Evaluated, get: Get): Pick<HostDetails, 'keepsNewKeys'> {
  const files = values.get('userknownhostsfile')?.[0];
  if (files?.every(isNone)) return { keepsNewKeys: 'no' };
  return isYes(get('hashknownhosts')) ? { keepsNewKeys: 'hashed' } : {};
}

function number(at: string, keyword: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const found = Number(value);
  if (!/^\d+$/.test(value) || found < 1 || found > 65_535)
    throw new ConfigError(`${at}\`${keyword} ${value}\` is no port; expected a number from 1 to 65535`);
  return found;
}

/** `HostName` knows two tokens only: `%h`, the name as it was asked for, and `%%`. What comes out counts in lower case, as with OpenSSH. */
function expandHostName(text: string, host: string): string {
  const found = text.replaceAll(/%(.?)/gs, (_all, token: string) => {
    if (token === 'h') return host;
    if (token === '%') return '%';
    throw new ConfigError(`\`HostName ${text}\`: expected no token but \`%h\` and \`%%\``);
  });
  return found.toLowerCase();
}

/** The files that the words behind `keyword` name. */
function filesOf(keyword: string, words: readonly string[], tokens: Tokens): string[] {
  return words.filter((word) => !isNone(word)).map((word) => expand(keyword, word, tokens));
}

function identityFiles({ values }: Evaluated, tokens: Tokens): string[] {
  const named = values.get('identityfile');
  return named ? filesOf('IdentityFile', named.flat(), tokens) : defaultKeys.map((file) => join(sshHome(), '.ssh', file));
}

function certificateFiles({ values }: Evaluated, tokens: Tokens): Pick<HostDetails, 'certificateFiles'> {
  const named = filesOf('CertificateFile', (values.get('certificatefile') ?? []).flat(), tokens);
  return named.length === 0 ? {} : { certificateFiles: named };
}

function agentOf(value: string | undefined, tokens: Tokens, options: ResolveOptions): string | undefined {
  const usual = options.agent ?? process.env['SSH_AUTH_SOCK'] ?? (process.platform === 'win32' ? windowsAgent : undefined);
  if (value === undefined || value === 'SSH_AUTH_SOCK') return usual === '' ? undefined : usual;
  if (isNone(value)) return undefined;
  // No socket, but a window of PuTTY's agent; ssh2 asks it by this word.
  if (process.platform === 'win32' && value.toLowerCase() === 'pageant') return 'pageant';
  if (/^\$[A-Za-z_]\w*$/.test(value)) return process.env[value.slice(1)];
  return expand('IdentityAgent', value, tokens);
}

/** The hosts of a `ProxyJump`, each with the jumps of its own configuration before it where it is the first. */
function jumps(text: string, options: ResolveOptions, files: readonly (readonly ConfigLine[])[], way: readonly string[]): HostDetails[] {
  const { user: _user, port: _port, address: _address, ...others } = options;
  return text.split(',').flatMap((each, index) => {
    const found = hostAddress(each.trim(), true);
    if (!found) throw new ConfigError(`\`ProxyJump ${text}\`: \`${each}\` is no host; expected \`[user@]host[:port]\``);
    const { host, user, port } = found;
    const details = resolve(
      host,
      { ...others, ...(user === undefined ? {} : { user }), ...(port === undefined ? {} : { port }) },
      files,
      way,
    );
    const { jumps: before = [], ...own } = details;
    return index === 0 ? [...before, own] : [own];
  });
}
