import { withoutAnsi } from '../../run/ansi.ts';
import { hangUpsIgnored, started } from './hang-ups-ignored.ts';

/**
 * The first interrupt cancels, cleanly, as does a standard output that nobody reads any more (`| head`), and a terminal that was closed, unless
 * hang-ups are ignored (nohup); the second interrupt ends this program at once and says what is `left`: what may go on without it.
 */
export function cancelOnInterrupt(left: () => readonly string[]): {
  readonly signal: AbortSignal;
  /** As an interrupt would. */
  readonly interrupt: () => void;
  readonly done: () => void;
} {
  const controller = new AbortController();
  const onInterrupt = (): void => {
    if (!controller.signal.aborted) {
      controller.abort();
      process.stderr.write('\nopsbook: cancelling; again to end at once\n');
      return;
    }
    const [first, ...others] = left();
    const lines = [first === undefined ? 'ended' : `ended; ${first}`, ...others];
    process.stderr.write(`\n${lines.map((line) => `opsbook: ${withoutAnsi(line)}\n`).join('')}`);
    process.exit(130);
  };
  const cancel = (why: string): void => {
    if (controller.signal.aborted) return;
    controller.abort();
    process.stderr.write(`\nopsbook: ${why}; cancelling\n`);
  };
  const onUnread = (): void => cancel('nobody reads what is printed any more');
  // The shell tells it and so does the kernel: a second one is none of a person who waits no longer.
  const isDetached = hangUpsIgnored(started());
  const onHangUp = (): void => {
    if (isDetached) return;
    cancel('the terminal was closed');
    process.off('exit', endAsHungUp);
    process.on('exit', endAsHungUp);
  };
  const endAsHungUp = (): void => {
    process.off('SIGHUP', onHangUp);
    // Node aborts at its exit, with a core dump, where it cannot put a terminal back (node.cc, ResetStdio); who ends by the signal puts none back.
    if ([process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY)) process.kill(process.pid, 'SIGHUP');
  };
  process.stdout.on('error', onUnread);
  process.stdin.on('error', onHangUp);
  process.on('SIGHUP', onHangUp);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  return {
    signal: controller.signal,
    interrupt: onInterrupt,
    done() {
      // What was still to be written fails afterwards, and the exit status is to be ours all the same.
      if (!controller.signal.aborted) {
        process.stdout.off('error', onUnread);
        process.stdin.off('error', onHangUp);
        if (!isDetached) process.off('SIGHUP', onHangUp);
      }
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    },
  };
}
