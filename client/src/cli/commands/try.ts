import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { tryMessage } from '../../../../server/src/core/index.ts';
import { localTime } from '../../../../server/src/host/local-time.ts';
import { loadProject } from '../../../../server/src/host/load-project.ts';
import { nodeFiles } from '../../../../server/src/host/node-files.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { UsageError } from '../usage-error.ts';

/** The options of `opsbook rsyslog try`. */
export interface TryFlags {
  readonly from?: string;
  readonly ruleset?: string;
  readonly format: 'text' | 'json';
  readonly all?: boolean;
}

/**
 * Says what rsyslogd would do with a message (`-`: one a line on standard input), and prints it. Returns the exit status: 0 where each
 * message reaches an action, 1 where one reaches none.
 */
export async function tryCommand(file: string, given: string, flags: TryFlags): Promise<number> {
  const path = resolve(file);
  const loaded = await loadProject({
    files: nodeFiles,
    wanted: [{ path, language: 'rsyslog', named: true }],
    trees: [dirname(path)],
  });
  if (!loaded.documents.has(path)) throw new UsageError(`${file}: ${loaded.troubles[0]?.message ?? 'it cannot be read'}`);
  const project = { ...loaded.projectFor(path), closed: new Set([path]) };
  const messages =
    given === '-'
      ? readFileSync(0, 'utf8')
          .split('\n')
          .filter((line) => line !== '')
      : [given];
  if (messages.length === 0) throw new UsageError('there is no message on standard input');
  const receivedAt = localTime(new Date());
  const tried = messages.flatMap((message) => {
    const options = {
      message,
      receivedAt,
      ownHost: hostname(),
      ...(flags.from !== undefined && { from: flags.from }),
      ...(flags.ruleset !== undefined && { ruleset: flags.ruleset }),
    };
    const one = tryMessage(project, path, options, flags.all === true);
    return one === undefined ? [] : [{ message, ...one }];
  });
  if (flags.format === 'json') {
    const records = tried.map(({ message, trial, lines }) => ({
      message,
      properties: Object.fromEntries(trial.properties.map(({ name, text }) => [name, text])),
      ruleset: trial.ruleset,
      steps: trial.steps.map(({ span, ...step }, index) => {
        const { bytes, ...plain } = { bytes: undefined, ...step };
        return { ...plain, line: lines[index] };
      }),
      notes: trial.notes,
    }));
    process.stdout.write(`${JSON.stringify(records, null, 2)}\n`);
  } else process.stdout.write(`${tried.map(({ told }) => told.map(withoutAnsi).join('\n')).join('\n\n')}\n`);
  return tried.every(({ trial }) => trial.steps.some(({ kind }) => kind === 'action')) ? 0 : 1;
}
