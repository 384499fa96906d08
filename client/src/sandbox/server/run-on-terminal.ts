import type { ServerChannel } from 'ssh2';
import type { StepRequest, TerminalSize } from '../../ssh/connection.ts';
import { shellQuote } from '../../ssh/shell-quote.ts';
import { openTerminalChild } from '../../ssh/terminal-child.ts';
import { ChannelOutput } from './channel-output.ts';
import { type CommandOptions, environmentOf } from './run-command.ts';

/** A command that runs on a terminal for a channel. */
export interface TerminalCommand {
  /** Of the program that holds the terminal, and leads its process group; undefined when it could not be started. */
  readonly pid: number | undefined;
  resize(size: TerminalSize): void;
}

/**
 * Runs a command by the login shell, or the login shell itself, on a terminal of its own, as sshd does where one was asked for. Where there can
 * be none the channel says why and ends with 1.
 */
export async function runOnTerminal(
  channel: ServerChannel,
  command: string | undefined,
  pty: NonNullable<StepRequest['pty']>,
  options: CommandOptions,
): Promise<TerminalCommand> {
  channel.on('error', () => undefined);
  const words = command === undefined ? '-l' : `-c ${shellQuote(command)}`;
  const environment = { ...environmentOf(options), TERM: pty.type };
  const cwd = options.filesUnder ?? options.home;
  try {
    const child = await openTerminalChild(`exec ${shellQuote(options.shell)} ${words}`, pty, { environment, cwd });
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => undefined);
    child.stderr.resume();
    channel.pipe(child.stdin);
    const sent = new ChannelOutput(channel).sendAll(child.stdout, false);
    void child.exited.then(async (end) => {
      await sent;
      channel.exit(end !== undefined && 'code' in end ? end.code : 255);
      channel.end();
    });
    channel.on('close', () => child.close());
    return { pid: child.pid, resize: (size) => child.resize?.(size) };
  } catch (error) {
    channel.stderr.write(`opsbook sandbox: there is no terminal: ${error instanceof Error ? error.message : String(error)}\r\n`);
    channel.exit(1);
    channel.end();
    return { pid: undefined, resize: () => undefined };
  }
}
