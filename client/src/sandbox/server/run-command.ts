import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import type { ServerChannel } from 'ssh2';
import { ChannelOutput } from './channel-output.ts';
import type { ServerOptions } from './options.ts';

/** A command that runs for a channel. */
export interface RunningCommand {
  /** Also its process group; undefined when it could not be started. */
  readonly pid: number | undefined;
  /** Sends a signal (RFC 4254 section 6.9: without SIG) to its process group; unknown ones are ignored. */
  signal(name: string): void;
}

/** How a command is run. */
export interface CommandOptions extends ServerOptions {
  readonly environment: Readonly<Record<string, string>>;
}

/** How long the exit status waits for the last output (milliseconds); sshd sends the status soon, and closes when the last holder of the output is gone. */
const statusPatience = 50;

/** The whole environment of what a user runs. */
export function environmentOf(options: CommandOptions): Readonly<Record<string, string>> {
  return {
    ...options.environment,
    PATH: options.path,
    HOME: options.home,
    USER: options.user,
    LOGNAME: options.user,
    SHELL: options.shell,
    SSH_CONNECTION: '127.0.0.1 0 127.0.0.1 0',
    ...(options.filesUnder === undefined ? {} : { OPSBOOK_SANDBOX_FILES: options.filesUnder }),
  };
}

/**
 * Runs a command as sshd does: by the login shell with `-c`, as leader of its own session and process group, standard output and error apart.
 * Without a command the login shell reads standard input. The channel stays open as long as anything holds the output.
 */
export function runCommand(channel: ServerChannel, command: string | undefined, options: CommandOptions): RunningCommand {
  const child = spawn(options.shell, command === undefined ? ['-l'] : ['-c', command], {
    cwd: options.filesUnder ?? options.home,
    detached: true,
    env: environmentOf(options),
    stdio: 'pipe',
  });
  let told = false;
  const tell = (code: number | null, signal: string | null): void => {
    if (told) return;
    told = true;
    try {
      if (signal !== null) channel.exit(signal.slice(3), false, '');
      else channel.exit(code ?? 255);
    } catch {
      // A signal that RFC 4254 has no name for: as a shell would report it.
      channel.exit(255);
    }
  };
  const output = new ChannelOutput(channel);
  child.on('error', (error) => {
    void output.send(Buffer.from(`opsbook sandbox: cannot start \`${options.shell}\`: ${error.message}\n`), true).then(() => {
      tell(126, null);
      channel.end();
    });
  });
  child.stdin.on('error', () => undefined);
  channel.on('error', () => undefined);
  channel.pipe(child.stdin);
  const sent = Promise.all([output.sendAll(child.stdout, false), output.sendAll(child.stderr, true)]);
  child.on('exit', (code, signal) => {
    const late = setTimeout(() => tell(code, signal), statusPatience);
    void sent.then(() => {
      clearTimeout(late);
      tell(code, signal);
      channel.end();
    });
  });
  // The client is gone: nobody reads any more, so writers get SIGPIPE; silent ones go on, as under sshd.
  channel.on('close', () => {
    child.stdin.destroy();
    child.stdout.destroy();
    child.stderr.destroy();
  });
  return {
    pid: child.pid,
    signal: (name) => {
      if (child.pid === undefined || !/^[A-Z0-9]+$/.test(name)) return;
      try {
        process.kill(-child.pid, `SIG${name}` as NodeJS.Signals);
      } catch {
        // Already gone, or no signal of this system.
      }
    },
  };
}
