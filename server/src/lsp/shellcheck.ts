import { URI } from 'vscode-uri';
import type { ShellCheck } from '../host/shellcheck.ts';
import type { Machine } from './machine.ts';
import type { Workspace } from './workspace.ts';

/** How long nobody may have typed before ShellCheck is asked, in milliseconds. */
const PAUSE = 400;

/** Asks ShellCheck about the shell in open documents when typing pauses; `told` is called when it had something to say. */
export function shellcheckRuns(
  { shellCheck: start }: Machine,
  workspace: Workspace,
  told: () => void,
): { readonly use: (program: string) => void; readonly soon: (uri: string) => void } {
  const timers = new Map<string, NodeJS.Timeout>();
  const asked = new Map<string, AbortController>();
  let shellcheck: ShellCheck | undefined;
  const ask = async (uri: string): Promise<void> => {
    timers.delete(uri);
    const open = workspace.opened(uri);
    if (shellcheck === undefined || shellcheck.missing || open === undefined || !open.document.ours) return;
    const place = URI.parse(uri);
    const folder = place.scheme === 'file' ? place.fsPath.replace(/[\\/][^\\/]*$/, '') : undefined;
    // Only where the workspace is trusted: a `.shellcheckrc` there speaks too.
    if (folder === undefined || !workspace.trusts(uri)) return;
    const turn = new AbortController();
    asked.set(uri, turn);
    const isNew = await shellcheck.ask([open.document], folder, turn.signal);
    if (asked.get(uri) === turn) asked.delete(uri);
    if (isNew) {
      workspace.useShellCheck(shellcheck.comments);
      told();
    }
  };
  return {
    use(program) {
      shellcheck = program === '' ? undefined : start?.(program);
    },
    soon(uri) {
      // Of a text that is no more nothing is wanted.
      asked.get(uri)?.abort();
      clearTimeout(timers.get(uri));
      timers.set(
        uri,
        setTimeout(() => void ask(uri), PAUSE),
      );
    },
  };
}
