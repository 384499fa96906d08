import { fromBytes } from '../../../server/src/core/languages/rsyslog/try/bytes.ts';
import { readProgram } from '../../../server/src/core/languages/rsyslog/try/program.ts';
import { createTrial } from '../../../server/src/core/languages/rsyslog/try/try-message.ts';
import { parseUnit } from '../../../server/src/core/languages/rsyslog/parse-unit.ts';
import type { Written } from './running-daemon.ts';

/** What we say that a daemon writes. */
export interface Foretold {
  readonly written: Written;
  /** The messages of which all is known; the others are not sent. */
  readonly messages: readonly string[];
  /** How often an action's text was foretold. */
  readonly texts: number;
  /** What was not known, and how often. */
  readonly notComputed: ReadonlyMap<string, number>;
}

/** Works out what the given release writes for messages that come over the test's connection. */
export function foretell(configuration: string, messages: readonly string[], version: string): Foretold {
  const text = configuration.replaceAll('OUT', '/OUT');
  const program = readProgram({ file: 'rsyslog.conf', text, tree: parseUnit(text).tree }, () => undefined, version);
  const trial = createTrial(program);
  const now = new Date();
  const receivedAt = {
    year: now.getUTCFullYear(),
    month: now.getUTCMonth() + 1,
    day: now.getUTCDate(),
    hour: now.getUTCHours(),
    minute: now.getUTCMinutes(),
    second: now.getUTCSeconds(),
    fraction: 0,
    precision: 6,
    mode: '+',
    offsetHour: 0,
    offsetMinute: 0,
  };
  const origin = { host: '127.0.0.1', address: '127.0.0.1', ownHost: 'tester', inputName: 'imptcp', receivedAt };
  const written = new Map<string, string>();
  const notComputed = new Map<string, number>();
  const sent: string[] = [];
  let texts = 0;
  for (const message of messages) {
    const { steps } = trial(message, origin);
    const unknown = steps.flatMap((step) => step.unknown ?? []);
    for (const reason of unknown) notComputed.set(reason, (notComputed.get(reason) ?? 0) + 1);
    if (unknown.length > 0) continue;
    sent.push(message);
    for (const step of steps) {
      if (step.kind !== 'action') continue;
      const file = (step.target ?? '').slice('/OUT/'.length);
      written.set(file, (written.get(file) ?? '') + (step.bytes ?? ''));
      texts++;
    }
  }
  return { written, messages: sent, texts, notComputed };
}

/** Files of which daemon and foretelling differ, each with the first difference. */
export function differences(foretold: Written, written: Written): readonly string[] {
  const out: string[] = [];
  for (const file of new Set([...foretold.keys(), ...written.keys()])) {
    const ours = foretold.get(file) ?? '';
    const theirs = written.get(file) ?? '';
    if (ours === theirs) continue;
    let at = 0;
    while (at < ours.length && ours[at] === theirs[at]) at++;
    const around = (text: string): string =>
      text === '' ? 'nothing' : JSON.stringify(fromBytes(text.slice(Math.max(0, text.lastIndexOf('\n', at - 1)), at + 60)));
    out.push(`${file}: rsyslogd wrote ${around(theirs)}, we said ${around(ours)}`);
  }
  return out;
}
