import { withoutAnsi } from '../../run/ansi.ts';

/** The first interrupt cancels, cleanly; the second ends this program at once and says what may still be running. */
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
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  return {
    signal: controller.signal,
    interrupt: onInterrupt,
    done() {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onInterrupt);
    },
  };
}
