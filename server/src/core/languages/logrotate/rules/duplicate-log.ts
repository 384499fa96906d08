import { tabooEnding } from '../facts/taboo.ts';
import type { LogName } from '../tree.ts';
import type { LogrotateRule } from './define.ts';
import { stanzaLogs } from './stanza-logs.ts';

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
    const seen = new Map<string, { log: LogName; ignored: boolean }>();
    for (const { stanza, tolerant, tolerantAtHeader } of stanzas) {
      const here = new Map<string, LogName>();
      for (const log of stanza.logs) {
        const first = seen.get(log.text);
        const inSame = here.get(log.text);
        if (first === undefined && inSame === undefined) {
          here.set(log.text, log);
          continue;
        }
        const ignored = first?.ignored ?? tolerantAtHeader;
        if (ignored) continue;
        yield {
          message: `\`${log.text}\` is named a second time: logrotate refuses it here ("duplicate log entry")`,
          span: log.span,
          related: [{ span: (first?.log ?? (inSame as LogName)).span, message: 'the first definition of it' }],
        };
      }
      for (const log of here.values()) seen.set(log.text, { log, ignored: tolerant });
    }
    if (!read) return;
    const mine = new Map<string, LogName>();
    for (const { stanza } of stanzas) for (const log of stanza.logs) if (!mine.has(log.text)) mine.set(log.text, log);
    for (const { fact, own, file } of facts) {
      if (own || fact.kind !== 'rotatesFile') continue;
      const log = mine.get(fact.name);
      if (log === undefined || tabooEnding(file) !== undefined || fact.detail?.['ignoreduplicates'] === 'yes') continue;
      mine.delete(fact.name);
      yield {
        severity: closed ? 'error' : 'warning',
        message: `\`${log.text}\` is rotated by \`${file}\` too: logrotate refuses whichever of the two it reads last`,
        span: log.span,
        related: [{ file, span: fact.span, message: 'it is named here too' }],
      };
    }
  },
};
