import type { Workspace } from './workspace.ts';

/** After this many milliseconds without a keystroke nobody types any more. */
const PAUSE = 1000;

/** Tells when somebody who typed in a document has paused. */
export function typingPauses(
  workspace: Workspace,
  paused: (uri: string) => void,
): { readonly typed: (uri: string) => void; readonly forget: (uri: string) => void } {
  const timers = new Map<string, NodeJS.Timeout>();
  const forget = (uri: string): void => {
    clearTimeout(timers.get(uri));
    timers.delete(uri);
  };
  return {
    forget,
    typed(uri) {
      forget(uri);
      if (workspace.caretIn(uri) === undefined) return;
      timers.set(
        uri,
        setTimeout(() => {
          forget(uri);
          paused(uri);
        }, PAUSE),
      );
    },
  };
}
