import { withoutAnsi } from '../../run/ansi.ts';

/** The first interrupt cancels, cleanly, as does a standard output that nobody reads any more (`| head`); the second ends this program at once and says what may still be running. */
export function cancelOnInterrupt(running: () => readonly string[]): {
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
    const left = running();
    process.stderr.write(
      left.length === 0 ? '\nopsbook: ended\n' : `\nopsbook: ended; this may still be running: ${withoutAnsi(left.join(', '))}\n`,
    );
    process.exit(130);
  };
  const onUnread = (): void => {
    if (controller.signal.aborted) return;
    controller.abort();
    process.stderr.write('\nopsbook: nobody reads what is printed any more; cancelling\n');
  };
  process.stdout.on('error', onUnread);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  return {
    signal: controller.signal,
    interrupt: onInterrupt,
    done() {
      // What was still to be written fails afterwards, and the exit status is to be ours all the same.
      if (!controller.signal.aborted) process.stdout.off('error', onUnread);
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    },
  };
}
