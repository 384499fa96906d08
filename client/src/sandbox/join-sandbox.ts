import { closeSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { letGo } from './let-go.ts';
import { holdLifeline } from './lifeline.ts';
import { type Holder, lives } from './lock.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxFolders } from './state-folder.ts';
import { nameUse, type Use } from './use.ts';

/** What is written of a running sandbox for those who join it. */
export type SharedSandbox = Pick<Sandbox, 'details' | 'mode' | 'notes' | 'filesUnder'> & {
  /** The path of its lifeline. */
  readonly lifeline: string;
  /** The process whose end is that of the sandbox. */
  readonly server: Holder;
};

/** Joins the sandbox that `starter` began; undefined when it is not there yet, or on its way out: then one asks again in a moment. */
export async function joinSandbox(folders: SandboxFolders, starter: Holder): Promise<Sandbox | undefined> {
  let use: Use;
  try {
    use = nameUse(folders.users);
  } catch {
    return undefined;
  }
  // Named first and read then, as the last user takes the details away first and looks for others then.
  const shared = read(folders.details);
  const hold = shared === undefined ? undefined : holdLifeline(shared.lifeline);
  if (shared === undefined || hold === undefined) {
    use.end();
    return undefined;
  }
  const { lifeline: _, server, ...rest } = shared;
  const wait = async (): Promise<void> => {
    for (let waited = 0; waited < 5_000 && lives(server); waited += 20) await delay(20);
  };
  // One whose users were all killed a moment ago has seen its end, though it is still there. Where the system tells nothing of them it is waited for.
  const sure = starter.started !== '';
  if (sure && use.isHeld()) use.holds();
  else if (sure) {
    closeSync(hold);
    use.end();
    return undefined;
  } else await delay(30);
  if (!(await answers(shared.details.port))) {
    await letGo(folders, use, hold, async () => undefined)();
    return undefined;
  }
  const notes = [...shared.notes, `the sandbox was started by process ${starter.pid}; it ends with the last that uses it`];
  return { ...rest, filesUnder: shared.filesUnder ?? undefined, notes, shared: true, close: letGo(folders, use, hold, wait) };
}

function read(path: string): SharedSandbox | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SharedSandbox;
  } catch {
    return undefined;
  }
}

/** Whether something on this port of 127.0.0.1 says its first words. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, timeout: 5_000 });
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', end(true)).once('error', end(false)).once('timeout', end(false)).once('close', end(false));
  });
}
