import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { hasReached } from '../facts/version.ts';
import { versionOf } from '../setting.ts';
import { readSelector } from '../syntax/selector.ts';
import type { Tree } from '../syntax/tree.ts';
import { NotComputed } from '../try/not-computed.ts';
import { selectorMask } from '../try/selector-match.ts';

export const emptySelector: LanguageRule<Tree> = {
  id: 'rsyslog-empty-selector',
  severity: 'warning',
  summary: 'A selector lets no message through',
  why: 'The parts of a selector work from left to right on what those before them let through (`DecodePRIFilter`, runtime/conf.c): `none` and `!` take away. Before 8.2606 a selector begins with nothing, so that `mail.!err` alone takes away from nothing and its action never gets a message; since then it begins with all in that case. `rsyslogd -N1` finds nothing wrong. A selector of nothing but `none` is taken for meant.',
  story:
    '`mail.!=debug` was to catch all mail but the chatter. It caught nothing for two years; after the upgrade the disk was full within a week.',
  bad: 'mail.info;mail.none /var/log/mail\n',
  good: 'mail.*;mail.!=debug /var/log/mail\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    for (const filter of tree.flat.filters) {
      // Without these two it takes nothing away.
      if (filter.kind !== 'selector' || !/!|none/i.test(filter.text)) continue;
      const parts = readSelector(filter.text, 0);
      if (parts.every(({ severity }) => severity.text.toLowerCase() === 'none') || !letsNothing(filter.text, version)) continue;
      yield {
        message:
          !hasReached(version, '8.2606') && !letsNothing(filter.text, '8.2606')
            ? 'This selector only takes away, and before 8.2606 from nothing: no message gets to the action'
            : 'What this selector lets through it takes away again: no message gets to the action',
        span: filter.filterSpan,
      };
    }
  },
};

function letsNothing(text: string, version: string): boolean {
  try {
    return selectorMask(text.trim(), version).every((bits) => bits === 0);
  } catch (thrown) {
    // A name that is unknown has a problem of its own.
    if (thrown instanceof NotComputed) return false;
    throw thrown;
  }
}
