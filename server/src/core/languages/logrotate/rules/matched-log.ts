import type { Span } from '../../../text/span.ts';
import { tabooEnding } from '../facts/taboo.ts';
import { isPattern, matchedLogs } from '../matched-logs.ts';
import type { LogName } from '../tree.ts';
import type { LogrotateRule } from './define.ts';
import { stanzaLogs } from './stanza-logs.ts';

/** A log or pattern of this file, with the position of its stanza. */
interface Own {
  readonly text: string;
  readonly place: { readonly log: LogName; readonly stanza: number; readonly tolerant: boolean };
}

/** A log or pattern of another file. */
interface Other {
  readonly text: string;
  readonly place: { readonly file: string; readonly span: Span };
}

/** config.c, readConfigFile: every file that a pattern finds is compared with those that are named already. */
export const matchedLog: LogrotateRule = {
  id: 'logrotate-matched-log',
  severity: 'warning',
  summary: 'A log is named in one stanza and matched by the pattern of another',
  why: 'A pattern stands for the files that it finds, and a file that two stanzas take is refused in the second: "duplicate log entry". So once the log exists, the stanza that is read last goes without it, and the run ends with status 1. `ignoreduplicates` in the first makes that silent.',
  story:
    'The application had a stanza of its own for `error.log`, kept for a year. `*.log` of the drop-in that was read before took it, kept seven days, and the year was gone.',
  bad: '/var/log/app/*.log {\n    daily\n    rotate 7\n}\n\n/var/log/app/error.log {\n    monthly\n    rotate 12\n}\n',
  good: '/var/log/app/*.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n\n/var/log/other/error.log {\n    monthly\n    rotate 12\n    missingok\n    notifempty\n}\n',
  *check({ tree, facts, path }) {
    if (path !== undefined && tabooEnding(path) !== undefined) return;
    const stanzas = stanzaLogs(tree);
    // What other files tell comes behind what this one does.
    const alone = facts.at(-1)?.own !== false;
    if (alone && !stanzas.some(({ stanza: { logs } }) => logs.some(({ text }) => isPattern(text)))) return;
    const patterns: Own[] = [];
    const plain: Own[] = [];
    for (const [
      stanza,
      {
        stanza: { logs },
        tolerant,
      },
    ] of stanzas.entries())
      for (const log of logs) (isPattern(log.text) ? patterns : plain).push({ text: log.text, place: { log, stanza, tolerant } });
    for (const { log, pattern } of matchedLogs(plain, patterns)) {
      const [first, second] = log.place.stanza < pattern.place.stanza ? [log, pattern] : [pattern, log];
      if (first.place.stanza === second.place.stanza || first.place.tolerant) continue;
      yield {
        message: `\`${log.text}\` is matched by \`${pattern.text}\` too: where the log exists, logrotate refuses it in the second of the two stanzas`,
        span: second.place.log.span,
        related: [{ span: first.place.log.span, message: 'the stanza that gets it' }],
      };
    }
    const theirPatterns: Other[] = [];
    const theirLogs: Other[] = [];
    for (const { fact, file, own } of facts) {
      if (own || fact.kind !== 'rotatesFile') continue;
      // Only those that may be needed are looked at any further: of a thousand files each looks at all the others.
      const theirs = isPattern(fact.name) ? theirPatterns : theirLogs;
      if ((theirs === theirLogs ? patterns : plain).length === 0) continue;
      if (tabooEnding(file) !== undefined || fact.detail?.['ignoreduplicates'] === 'yes') continue;
      theirs.push({ text: fact.name, place: { file, span: fact.span } });
    }
    for (const { log, pattern } of matchedLogs(plain, theirPatterns))
      yield {
        message: `\`${log.text}\` is matched by \`${pattern.text}\` of \`${pattern.place.file}\` too: where the log exists, logrotate refuses it in the file it reads last`,
        span: log.place.log.span,
        related: [{ ...pattern.place, message: 'the pattern' }],
      };
    for (const { log, pattern } of matchedLogs(theirLogs, patterns))
      yield {
        message: `\`${pattern.text}\` matches \`${log.text}\` of \`${log.place.file}\` too: where the log exists, logrotate refuses it in the file it reads last`,
        span: pattern.place.log.span,
        related: [{ ...log.place, message: 'the log' }],
      };
  },
};
