import type { LogrotateRule } from './define.ts';

export const tabooReplaced: LogrotateRule = {
  id: 'logrotate-taboo-replaced',
  severity: 'info',
  summary: '`tabooext` without `+` takes the place of the whole list',
  why: 'Then files that packages and editors leave behind (`.dpkg-old`, `.rpmsave`, `~` ...) are read as configuration too (config.c, readConfigFile, `tabooext`).',
  story:
    '`tabooext .off` was meant to add one ending, and took the place of the list. The next upgrade left a `.dpkg-old` behind, which was read too, and each log was a duplicate.',
  bad: 'tabooext .save\n',
  good: 'tabooext + .save\n',
  *check({ tree }) {
    for (const { item: directive, stanza } of tree.named('tabooext')) {
      if (stanza !== undefined || directive.value === undefined) continue;
      if (directive.record === undefined || directive.value.text.startsWith('+') || /\.dpkg-|\.rpm/.test(directive.value.text)) continue;
      const at = directive.value.span.start;
      yield {
        message: 'Without `+` this replaces the whole list of taboo endings, `.dpkg-old`, `.rpmsave` and `~` among them',
        span: directive.span,
        fixes: [{ title: 'Add `+`', certain: false, edits: [{ span: { start: at, end: at }, text: '+ ' }] }],
      };
    }
  },
};
