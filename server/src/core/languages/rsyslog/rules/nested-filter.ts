import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Tree } from '../syntax/tree.ts';

export const nestedFilter: LanguageRule<Tree> = {
  id: 'rsyslog-filter-without-action',
  severity: 'warning',
  summary: 'A selector or property filter has no action of its own: the next line becomes its action',
  why: 'rsyslogd takes the statement that follows as the action, on whichever line it stands: the next selector then only sees messages that the first one lets through, and the action of the first is lost (grammar/grammar.y, `block: stmt`).',
  story:
    'The action of a selector was deleted, its line was not. The next selector became its action, saw one facility only, and the mail log was empty.',
  bad: 'mail.*\nnews.* /var/log/news\n',
  good: 'mail.* /var/log/mail\nnews.* /var/log/news\n',
  *check({ tree, text }): Iterable<Report> {
    for (const filter of tree.flat.filters) {
      const { block } = filter;
      const first = block?.items[0];
      if (block === undefined || block.braces || first === undefined) continue;
      if (!text.slice(filter.filterSpan.end, first.span.start).includes('\n')) continue;
      if (/\\[ \t]*\r?\n/.test(text.slice(filter.filterSpan.end, first.span.start))) continue;
      // On a line of its own an action is the filter's, odd as it looks; a statement of its own right was hardly meant.
      const another =
        first.kind === 'selector' ||
        first.kind === 'property-filter' ||
        first.kind === 'if' ||
        first.kind === 'foreach' ||
        first.kind === 'set';
      if (!another) continue;
      yield {
        message: `This ${filter.kind === 'selector' ? 'selector' : 'filter'} has no action: it now guards the statement in the line below`,
        span: filter.filterSpan,
        related: [{ span: first.span, message: 'This statement is only reached by what the filter lets through' }],
      };
    }
  },
};
