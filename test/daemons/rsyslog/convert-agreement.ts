import { applyEdits, convertRsyslog } from '../../../server/src/core/index.ts';
import { rsyslog } from '../../../server/src/core/languages/rsyslog/index.ts';
import { type Daemon, type Outcome, prove } from './isolated-daemon.ts';

/** What came of one case. */
export interface Compared {
  readonly changed: boolean;
  /** What differs, for a person; empty where nothing does. */
  readonly differences: readonly string[];
  /** Why it was not compared. */
  readonly left?: string;
}

/** Runs a configuration and what `convert` makes of it with the same messages, and compares the verdicts and the bytes. */
export async function compare(
  daemon: Daemon,
  configuration: string,
  messages: readonly string[],
  convert: (text: string) => { readonly text: string | undefined; readonly name: string },
): Promise<Compared> {
  let changed = false;
  let left: string | undefined;
  const before = await prove(daemon, configuration, messages, (text) => ({ text, name: 'subject.conf' }));
  if (!before.accepted) return { changed, differences: [], left: `rsyslogd refuses it as it is: ${before.said}` };
  const after = await prove(daemon, configuration, messages, (text) => {
    const made = convert(text);
    if (made.text === undefined) left = 'not convertible';
    changed = made.text !== undefined && made.text !== text;
    return { text: made.text ?? text, name: made.text === undefined ? 'subject.conf' : made.name };
  });
  if (left !== undefined) return { changed: false, differences: [], left };
  const found = differences(before, after);
  if (found.length > 0) {
    // A property without a value can come out as what the memory held.
    const again = await prove(daemon, configuration, messages, (text) => ({ text, name: 'subject.conf' }));
    if (differences(before, again).length > 0) return { changed, differences: [], left: 'rsyslogd does not write the same twice as it is' };
  }
  return { changed, differences: found };
}

function differences(before: Outcome, after: Outcome): readonly string[] {
  const out: string[] = [];
  if (!after.accepted) out.push(`rsyslogd refuses what came out: ${after.said}`);
  for (const name of new Set([...before.written.keys(), ...after.written.keys()])) {
    const [a, b] = [before.written.get(name), after.written.get(name)];
    if (a !== b) out.push(`${name}: ${JSON.stringify(a?.slice(0, 200))} before, ${JSON.stringify(b?.slice(0, 200))} after`);
  }
  return out;
}

/** To RainerScript. */
export const modern = (text: string): { readonly text: string | undefined; readonly name: string } => ({
  text: convertRsyslog(text, 'rainerscript', 'rainerscript').text,
  name: 'subject.conf',
});

/** To YAML. */
export const yaml = (text: string): { readonly text: string | undefined; readonly name: string } => ({
  text: convertRsyslog(text, 'rainerscript', 'yaml').text,
  name: 'subject.yaml',
});

/** To YAML and back again. */
export const thereAndBack = (text: string): { readonly text: string | undefined; readonly name: string } => {
  const there = convertRsyslog(text, 'rainerscript', 'yaml').text;
  return { text: there === undefined ? undefined : convertRsyslog(there, 'yaml', 'rainerscript').text, name: 'subject.conf' };
};

/** The same in shape: what the formatter makes of it. */
export const formatted = (text: string): { readonly text: string; readonly name: string } => ({
  text: applyEdits(text, rsyslog.format?.(rsyslog.parse(text)) ?? []),
  name: 'subject.conf',
});
