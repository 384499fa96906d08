import { spawn } from 'node:child_process';
import { account } from '../../../server/src/host/account.ts';
import type { Asking, Connection, HostDetails, RunningStep, StepRequest } from './connection.ts';
import { runStep, type StepGround } from './run-step.ts';
import type { ChannelExit, StepChannel } from './step-channel.ts';
import { openTerminalChild } from './terminal-child.ts';
import { WaitingShells } from './waiting-shells.ts';

/** Starts `/bin/sh` here, in a session of its own. */
function openShell(): Promise<StepChannel> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', [], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    child.once('error', reject);
    child.once('spawn', () => {
      const exited = new Promise<ChannelExit>((tell) => {
        child.once('exit', (code, signal) => {
          tell(signal === null ? { code: code ?? 0 } : { signal });
          // The watcher on the other end takes this for the end of the channel, as sshd would have it.
          child.stdin.end();
        });
      });
      const close = (): void => {
        child.stdin.destroy();
        child.stdout.destroy();
        child.stderr.destroy();
      };
      resolve({ stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, exited, close, kill: () => child.kill('SIGKILL') });
    });
  });
}

/**
 * This machine, without ssh, by the same means as any other host. `asking` is asked for sudo's password. It is never lost; `close` ends what
 * still runs.
 */
export function openLocalConnection(asking: Asking): Connection {
  const user = account().username;
  const host: HostDetails = {
    name: 'local',
    address: 'localhost',
    port: 0,
    user,
    identityFiles: [],
    identitiesOnly: false,
    agent: undefined,
    knownHostsFiles: [],
    connectTimeout: 15_000,
  };
  const running = new Set<RunningStep>();
  let tellClosed: (reason: string) => void = () => {};
  const closed = new Promise<string>((resolve) => {
    tellClosed = resolve;
  });
  const ground: StepGround = {
    open: ({ command, pty }) => (pty ? openTerminalChild(command, pty) : openShell()),
    beside: (step) => run(step),
    password: (prompt, again) => asking.sudo?.(host, prompt, again) ?? asking.secret(host, 'password', prompt),
    where: '`local`',
    user,
    startTimeout: 15_000,
    // Nothing stands between this process and the shell.
    shellKnown: true,
    hostname: undefined,
    waiting: new WaitingShells(),
  };
  const run = (step: StepRequest): RunningStep => {
    const started = runStep(step, ground);
    running.add(started);
    void started.end.then(() => running.delete(started));
    return started;
  };
  return {
    host,
    hostKey: undefined,
    hostname: () => ground.hostname,
    authentication: 'local',
    run,
    closed,
    close: async () => {
      ground.waiting.close();
      await Promise.all([...running].map((step) => step.cancel()));
      tellClosed('closed');
    },
  };
}
