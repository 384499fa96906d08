import { append } from '../../../append.ts';
import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { shiftPlaces } from '../syntax/shift.ts';
import { originOf } from '../syntax/origin.ts';
import type { Tree } from '../syntax/tree.ts';

/** What a rule found in a tree, under which settings. */
interface Found {
  readonly settings: unknown;
  readonly reports: readonly Report[];
}

/**
 * A rule that looks at each statement and each `$Directive` of the file by itself, at its text and the settings of rsyslog: after a change
 * only those that were read anew are judged again, and what it found in the others is moved with them. It must not look at the file's own
 * list of statements, nor at what the parser found.
 */
export function byStatement(rule: LanguageRule<Tree>): LanguageRule<Tree> {
  const found = new WeakMap<object, Found>();
  const { check } = rule;
  if (check === undefined) return rule;
  return {
    ...rule,
    check(context) {
      const { tree } = context;
      const settings = context.settings['rsyslog'];
      const origin = originOf(tree);
      const before = origin.previous && found.get(origin.previous.identity);
      let reports: readonly Report[];
      if (origin.previous === undefined || before === undefined || before.settings !== settings) reports = [...check(context)];
      else {
        const { start, end, moved, part } = origin.previous;
        const kept: Report[] = [];
        for (const report of before.reports) {
          if (report.span.start < start) kept.push(report);
          else if (report.span.start >= end) kept.push(shiftPlaces(report, moved));
        }
        const { items, directives } = part();
        if (items.length > 0 || directives.length > 0) append(kept, check({ ...context, tree: part() }));
        reports = kept;
      }
      found.set(origin.identity, { settings, reports });
      return reports;
    },
  };
}
