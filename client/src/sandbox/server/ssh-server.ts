import { timingSafeEqual } from 'node:crypto';
import { type AuthContext, Server, type Session, utils } from 'ssh2';
import type { StepRequest, TerminalSize } from '../../ssh/connection.ts';
import type { CommandGroups } from './command-groups.ts';
import type { ServerOptions } from './options.ts';
import { runOnTerminal } from './run-on-terminal.ts';
import { runCommand } from './run-command.ts';
import { serveSftp } from './sftp/serve-sftp.ts';

/** What the server is made of. */
export interface ServerParts {
  /** Private, in OpenSSH's format. */
  readonly hostKey: string;
  /** Public: type and base64. */
  readonly userKey: string;
  readonly options: ServerOptions;
  readonly groups: CommandGroups;
}

/** What of a client's environment is taken, as `AcceptEnv` of sshd_config(5) would. */
const accepted = /^(LANG|LC_[A-Z]+|OPSBOOK_\w+)$/;

/** An ssh server that lets in one user with one key: commands, shells, terminals, sftp; no forwarding. */
export function sshServer(parts: ServerParts): Server {
  // chacha20 needs a cipher that not every build of Node has; the GCM modes are everywhere and the fastest in ssh2 without native code.
  const algorithms = { cipher: { prepend: ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com'], append: [], remove: [] } };
  return new Server({ hostKeys: [parts.hostKey], ident: 'opsbook-sandbox', algorithms: algorithms as never }, (client) => {
    // Without a listener a broken connection would end the process.
    client.on('error', () => undefined);
    // Else each short answer waits for an acknowledgement; the types do not know the method.
    (client as unknown as { setNoDelay(on: boolean): void }).setNoDelay(true);
    client.on('authentication', (context) => authenticate(context, parts));
    client.on('ready', () => client.on('session', (accept) => serveSession(accept(), parts)));
  });
}

function authenticate(context: AuthContext, parts: ServerParts): void {
  if (!isTheUser(context, parts)) context.reject(['publickey']);
  else context.accept();
}

/** A first question without a signature only asks whether the key would do; ssh2 lets nobody in by it. */
function isTheUser(context: AuthContext, { userKey, options }: ServerParts): boolean {
  const key = utils.parseKey(userKey);
  if (context.method !== 'publickey' || key instanceof Error || context.username !== options.user) return false;
  const wanted = key.getPublicSSH();
  if (context.key.algo !== key.type || context.key.data.length !== wanted.length || !timingSafeEqual(context.key.data, wanted))
    return false;
  if (context.signature === undefined) return true;
  return context.blob !== undefined && key.verify(context.blob, context.signature, context.hashAlgo) === true;
}

function serveSession(session: Session, { options, groups }: ServerParts): void {
  const environment: Record<string, string> = {};
  let terminal: StepRequest['pty'];
  let resize: ((size: TerminalSize) => void) | undefined;
  session.on('env', (accept, reject, { key, val }) => {
    if (!accepted.test(key)) return reject?.();
    environment[key] = val;
    accept?.();
  });
  session.on('pty', (accept, _reject, info) => {
    const { term } = info as { readonly term?: unknown };
    terminal = {
      rows: info.rows || 24,
      columns: info.cols || 80,
      type: typeof term === 'string' && /^[\w.+-]+$/.test(term) ? term : 'xterm',
    };
    accept?.();
  });
  session.on('window-change', (accept, _reject, { rows, cols }) => {
    accept?.();
    if (rows > 0 && cols > 0) resize?.({ rows, columns: cols });
  });
  const start = (command: string | undefined, accept: () => import('ssh2').ServerChannel): void => {
    const channel = accept();
    const own = { ...options, environment: { ...environment, ...groups.mark } };
    if (terminal) {
      void runOnTerminal(channel, command, terminal, own).then((running) => {
        resize = running.resize;
        if (running.pid !== undefined) groups.add(running.pid);
      });
      return;
    }
    const running = runCommand(channel, command, own);
    if (running.pid !== undefined) groups.add(running.pid);
    session.on('signal', (acceptSignal, _reject, { name }) => {
      acceptSignal?.();
      running.signal(name);
    });
  };
  session.on('exec', (accept, _reject, { command }) => start(command, accept));
  session.on('shell', (accept) => start(undefined, accept));
  // ssh2's own sftp server cannot announce extensions (rename over a file, fsync), so the subsystem is spoken here from the first byte.
  session.on('subsystem', (accept, reject, { name }) => {
    if (name === 'sftp') serveSftp(accept(), options);
    else reject();
  });
}
