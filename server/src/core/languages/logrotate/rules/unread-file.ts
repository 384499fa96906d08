import { tabooUnder } from '../facts/taboo.ts';
import type { LogrotateRule } from './define.ts';

export const unreadFile: LogrotateRule = {
  id: 'logrotate-unread-file',
  severity: 'warning',
  summary: 'A file of `logrotate.d` that logrotate never reads',
  why: 'When a folder is included, files with a taboo ending (`.bak`, `.dpkg-old`, `.rpmsave`, `~` ...) are passed over without a word (config.c, checkFile); `tabooext` and `taboopat` of the main file change what is passed over.',
  story:
    'The file was called `app.bak` while it was being tried and stayed so. logrotate passes that ending over without a word, and the log was never rotated.',
  bad: '/var/log/app.log {\n    daily\n    missingok\n}\n',
  good: '',
  examplePath: '/etc/logrotate.d/app.bak',
  *check({ path, tree, facts }) {
    if (path === undefined || tree.items.length === 0 || !/(^|\/)logrotate\.d\/[^/]+$/.test(path)) return;
    // What the main file says of the folder, where it is there to be read.
    const settings = facts.flatMap(({ fact }) =>
      fact.space === 'logrotate.taboo' ? [{ name: fact.name, value: fact.detail?.['value'] ?? '' }] : [],
    );
    const ending = tabooUnder(path, settings);
    if (ending === undefined) return;
    const first = tree.items.find((item) => item.kind !== 'comment');
    if (first === undefined) return;
    const span = first.kind === 'stanza' ? first.header : first.span;
    yield {
      message: `logrotate never reads this file: its name is taken by the taboo \`${ending}\`, which \`include\` of a folder passes over`,
      span,
    };
  },
};
