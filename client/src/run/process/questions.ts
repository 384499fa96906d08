import type { Answer, Question } from '../events.ts';

/** How one window is asked; rejects when the window is gone. `signal` says that another window has answered. */
export type AskWindow = (question: Question, signal: AbortSignal) => Promise<string | boolean | undefined>;

/** The questions of one run: every window that attends it is asked, the first that answers decides. */
export interface Questions {
  readonly ask: Answer;
  /** One more window: it is asked what is still open. Returns how to leave. */
  attend(window: AskWindow): () => void;
}

/** Questions that wait `patience` milliseconds for somebody to be there, then are "no". */
export function questions(patience: number): Questions {
  const windows = new Set<AskWindow>();
  const open = new Set<(window: AskWindow) => void>();
  const leaving = new Set<() => void>();
  return {
    ask: (question) =>
      new Promise((resolve) => {
        const answered = new AbortController();
        let alone: NodeJS.Timeout | undefined;
        const decide = (answer: string | boolean | undefined): void => {
          clearTimeout(alone);
          open.delete(put);
          leaving.delete(watch);
          answered.abort();
          resolve(answer);
        };
        const watch = (): void => {
          clearTimeout(alone);
          if (windows.size === 0) alone = setTimeout(() => decide(undefined), patience);
        };
        const put = (window: AskWindow): void => {
          clearTimeout(alone);
          window(question, answered.signal).then(
            (answer) => {
              if (!answered.signal.aborted) decide(answer);
            },
            // The window went: others may answer, or one that comes.
            () => {
              windows.delete(window);
              if (!answered.signal.aborted) watch();
            },
          );
        };
        open.add(put);
        leaving.add(watch);
        for (const window of windows) put(window);
        watch();
      }),
    attend(window) {
      windows.add(window);
      for (const put of open) put(window);
      return () => {
        windows.delete(window);
        for (const watch of leaving) watch();
      };
    },
  };
}
