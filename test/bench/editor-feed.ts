// Takes the place of dist/runner.cjs in the editor's benchmark: it is met, asked and followed as the real one is, by the real one's own code, but
// its hosts are made up. OPSBOOK_FEED_LINES says how many lines each of them prints. Arguments as of the real one: --socket, --token.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { RunEventBody } from '../../client/src/run/events.ts';
import type { Plan } from '../../client/src/run/plan.ts';
import { growth } from '../../client/src/run/process/growth.ts';
import type { HostedRun } from '../../client/src/run/process/hosted-run.ts';
import { questions } from '../../client/src/run/process/questions.ts';
import type { Service } from '../../client/src/run/process/service.ts';
import { terminals } from '../../client/src/run/process/terminals.ts';
import { serveWindow } from '../../client/src/run/process/window-session.ts';
import { eventsFile } from '../../client/src/run/records/record-files.ts';
import { openRecord } from '../../client/src/run/records/record.ts';
import { runId } from '../../client/src/run/run-id.ts';
import { stateFolder } from '../../client/src/run/state-folder.ts';

const LINES = Number(process.env['OPSBOOK_FEED_LINES'] ?? 10_000);
/** Lines in one event: what ssh hands over at once is some kilobytes. */
const AT_ONCE = 100;

const { values } = parseArgs({ options: { socket: { type: 'string' }, token: { type: 'string' } } });
const token = randomBytes(32).toString('hex');
const runs = new Map<string, HostedRun>();

const served: Service = {
  running: () => [...runs.values()].filter((run) => !run.growth.over).map(({ id }) => id),
  plan: async ({ draft }) => {
    const names = [...new Set(draft.blocks.flatMap(({ targets }) => targets))];
    const hosts = names.map((name, index) => ({ name, address: `192.0.2.${index}`, port: 22, user: 'root' }));
    return { format: 1, draft, hosts, files: [], notes: [], hash: '0'.repeat(64) };
  },
  run: async ({ plan, text }) => {
    const id = runId(Date.now());
    const record = openRecord({ folder: join(stateFolder(), 'runs'), run: id, plan, text });
    const grows = growth();
    const run: HostedRun = {
      id,
      events: join(record.folder, eventsFile),
      growth: grows,
      questions: questions(0),
      terminals: terminals(0),
      trouble: () => undefined,
      cancel: () => {},
      done: (async () => {
        let seq = 0;
        for (const event of feed(id, plan)) {
          await record.append({ seq: seq++, at: Date.now(), ...event });
          grows.grown();
          if (seq % 20 === 0) await setImmediate();
        }
        await record.close();
        grows.end();
      })(),
    };
    runs.set(id, run);
    return run;
  },
  find: (id) => runs.get(id),
  close: async () => {},
};

/** What 200 hosts tell that all print at the same time, a few of them something else than the others. */
function* feed(run: string, plan: Plan): Generator<RunEventBody> {
  yield { type: 'run-started', run, plan };
  const counts = { ok: 0, failed: 0 };
  for (const { name: block, targets } of plan.draft.blocks) {
    for (const host of targets) yield { type: 'block-started', block, host };
    for (let line = 0; line < LINES; line += AT_ONCE)
      for (const [index, host] of targets.entries()) {
        const own = index % 50 === 7 ? ' (retried)' : '';
        const text = Array.from(
          { length: Math.min(AT_ONCE, LINES - line) },
          (_, i) => `${line + i} checked /srv/data/part-${(line + i) % 977}: 0 errors${own}\n`,
        );
        yield { type: 'output', block, host, stream: 'stdout', text: text.join('') };
      }
    for (const [index, host] of targets.entries()) {
      const outcome = index % 90 === 11 ? 'failed' : 'ok';
      counts[outcome]++;
      yield {
        type: 'block-ended',
        block,
        host,
        outcome,
        exit: outcome === 'ok' ? 0 : 1,
        duration: 1000,
        ...(outcome === 'failed' && { message: 'exit status 1' }),
      };
    }
  }
  yield { type: 'run-ended', outcome: 'failed', exitStatus: 1, counts };
}

const server = createServer((socket) => serveWindow(socket, token, served));
writeFileSync(values.token ?? '', token, { mode: 0o600 });
server.listen(values.socket);
// The window is gone: so is what it started.
setInterval(() => server.getConnections((_error, count) => count === 0 && runs.size > 0 && process.exit(0)), 5000).unref();
setTimeout(() => process.exit(0), 15 * 60_000).unref();
