import { CommandGroups } from './command-groups.ts';
import { newKeyPair } from './key-pair.ts';
import type { ServerOptions, ServerReady } from './options.ts';
import { sshServer } from './ssh-server.ts';

/*
 * The sandbox's ssh server as a process of its own. Isolated, it runs inside the namespaces, so that commands and sftp see the same files
 * without any bridge; the listening socket (descriptor 3) was made outside and is inherited, for a socket stays in the network namespace it
 * was made in. Both keys are made here and live as long as the process.
 */
const options = JSON.parse(process.argv[2] ?? '{}') as ServerOptions;
const hostKey = newKeyPair();
const userKey = newKeyPair('opsbook-sandbox');
const groups = new CommandGroups();

if (options.lifeline) {
  process.stdin.resume();
  process.stdin.on('error', end);
  process.stdin.on('end', end);
}

sshServer({ hostKey: hostKey.private, userKey: userKey.public, options, groups }).listen({ fd: 3 }, () => {
  const ready: ServerReady = { hostKey: hostKey.public, userKey: userKey.private };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
});

function end(): void {
  groups.killAll();
  process.exit(0);
}
