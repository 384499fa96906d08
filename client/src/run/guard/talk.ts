import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { HostTrouble, type OpenHost } from '../connections.ts';
import type { HostPart } from '../host-part.ts';
import { runHostScript } from '../host-script.ts';
import { loginOf } from '../make-plan.ts';
import { reach } from '../reach.ts';
import type { RunContext } from '../run-context.ts';

/** Talks to a host whose connection may go at any time. */
export interface Talk {
  /** What a script of ours said; undefined where no answer came within `patience` milliseconds. */
  say(script: string, patience: number): Promise<string | undefined>;
  /** A new connection within `limit` milliseconds, held against the plan; false where none was to be had. Throws a HostTrouble. */
  renew(limit: number): Promise<boolean>;
  /** Lets the connections go that were replaced, and from now on each that is. */
  close(): void;
}

/** Talk to the host of `part` as `block` runs there, with `environment` for each script. */
export function talk(context: RunContext, block: DraftBlock, part: HostPart, environment: Readonly<Record<string, string>>): Talk {
  const { connections } = context.environment;
  const login = loginOf(block, part.name);
  const replaced: Promise<OpenHost>[] = [];
  let closed = false;
  const letGo = (before: Promise<OpenHost> | undefined): void => {
    if (before === undefined) return;
    if (!closed) replaced.push(before);
    else
      before.then(
        ({ connection }) => void connection.close(),
        () => undefined,
      );
  };
  return {
    async say(script, patience) {
      const answer = (async () => {
        const { connection } = await connections.get(part.name, login);
        const { end, stdout } = await runHostScript(
          connection,
          { script, environment, sudo: block.sudo, timeout: patience + 10_000, grace: 500 },
          1 << 20,
        );
        return end.kind === 'exit' && end.code === 0 ? stdout : undefined;
      })();
      return within(
        answer.catch((error: unknown) => {
          if (error instanceof HostTrouble) return undefined;
          throw error;
        }),
        patience,
      );
    },
    async renew(limit) {
      const fresh = connections.renew(part.name, login);
      // One that comes too late is the pool's all the same.
      const got = await within(fresh, limit);
      if (got === undefined) {
        fresh.then(
          ({ before }) => letGo(before),
          () => undefined,
        );
        return false;
      }
      letGo(got.before);
      await reach(context, part, block, part.name);
      return true;
    },
    close() {
      closed = true;
      for (const before of replaced.splice(0)) letGo(before);
    },
  };
}

/** What a promise gives within so many milliseconds, else undefined. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
