import { tabooEnding } from '../facts/taboo.ts';
import type { LogName } from '../tree.ts';
import type { LogrotateRule } from './define.ts';
import { type StanzaLogs, stanzaLogs } from './stanza-logs.ts';

export const duplicateLog: LogrotateRule = {
  id: 'logrotate-duplicate-log',
  severity: 'error',
  summary: 'A log is named twice',
  why: 'logrotate refuses a log that an earlier definition, in this file or another one, has named already: "duplicate log entry"; the second definition goes without it. `ignoreduplicates` in the first makes that silent.',
  story:
    'A package brought its own file for a log that the team had long rotated by theirs. The one that comes later in the alphabet lost the log, its postrotate with it, and the daemon wrote on into the deleted file.',
  bad: '/var/log/app.log {\n    daily\n}\n\n/var/log/app.log {\n    weekly\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n\n/var/log/other.log {\n    weekly\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, facts, closed, path }) {
    const read = path === undefined || tabooEnding(path) === undefined;
    const stanzas = stanzaLogs(tree);
    const seen = new Map<string, { log: LogName; of: StanzaLogs }>();
    for (const of of stanzas) {
      for (const log of of.stanza.logs) {
        const first = seen.get(log.text);
        if (first === undefined) {
          seen.set(log.text, { log, of });
          continue;
        }
        // Within one stanza what it says of itself is not yet known when its names are read.
        if (first.of === of ? of.tolerantAtHeader : first.of.tolerant) continue;
        yield {
          message: `\`${log.text}\` is named a second time: logrotate refuses it here ("duplicate log entry")`,
          span: log.span,
          related: [{ span: first.log.span, message: 'the first definition of it' }],
        };
      }
    }
    if (!read) return;
    for (const { fact, own, file } of facts) {
      if (own || fact.kind !== 'rotatesFile') continue;
      const log = seen.get(fact.name)?.log;
      if (log === undefined || tabooEnding(file) !== undefined || fact.detail?.['ignoreduplicates'] === 'yes') continue;
      seen.delete(fact.name);
      yield {
        severity: closed ? 'error' : 'warning',
        message: `\`${log.text}\` is rotated by \`${file}\` too: logrotate refuses whichever of the two it reads last`,
        span: log.span,
        related: [{ file, span: fact.span, message: 'it is named here too' }],
      };
    }
  },
};
