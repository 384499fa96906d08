import { dialectOf } from '../dialect.ts';
import { ifaceLines } from '../verdict/iface-line.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const ifaceLine: InterfacesRule = {
  id: 'interfaces-iface-line',
  severity: 'error',
  summary: 'an `iface` line with too few or too many words',
  why: 'Without a name the file is rejected (`too few parameters for iface line`). What stands behind the method is ignored with a word on standard error by ifupdown, in silence by ifupdown2, and rejected by busybox; only `inherits` means something there.',
  story:
    '`iface eth0 inet static up` was meant to bring the interface up. The fifth word is ignored here and refused by busybox, so the same image stayed dark on the small boxes.',
  bad: 'auto eth0\niface eth0 inet dhcp auto\n',
  good: 'auto eth0\niface eth0 inet dhcp\n',
  *check({ tree, settings, text }) {
    const dialect = dialectOf(tree, settings);
    for (const { about, ...report } of ifaceLines(tree.stanzas, dialect)) if (about === 'line') yield report;
    if (dialect !== 'busybox') return;
    // To busybox a carriage return is no blank: the method ends in it (next_word in its networking/ifupdown.c).
    const line = tree.stanzas.find(({ kind, line: { span } }) => kind === 'iface' && text[span.end] === '\r')?.line;
    if (line !== undefined)
      yield {
        span: { start: line.span.end, end: line.span.end + 1 },
        message: 'A carriage return ends the line: busybox takes it for a part of the last word, and rejects the file',
      };
  },
};
