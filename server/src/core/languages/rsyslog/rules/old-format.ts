import type { LanguageRule } from '../../../language.ts';
import type { Fix } from '../../../problem.ts';
import type { Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { allEdits, convertLegacy } from '../convert/legacy.ts';
import { hasReached } from '../facts/version.ts';
import { versionOf } from '../setting.ts';
import type { Tree } from '../syntax/tree.ts';

export const oldFormat: LanguageRule<Tree> = {
  id: 'rsyslog-old-format',
  severity: 'hint',
  summary: 'A directive, template, filter or action of the old kind, which RainerScript can say with the same meaning',
  why: 'The old kind still works, but it has order as its only structure: a `$Directive` holds for what follows it, a queue directive waits for the next action whichever that is. In RainerScript what belongs together stands together. The conversion keeps meaning and comments; what has no sure counterpart stays. `opsbook lint --fix --rule rsyslog-old-format` converts whole files, `opsbook rsyslog convert` prints what would come out.',
  story:
    'A colleague sorts the drop-in by facility and moves an action up by three lines. The queue that was configured above it now belongs to another action, and the log host that was meant to have one blocks everything when it is down.',
  bad: '$FileOwner syslog\nmail.* -/var/log/mail.log\n',
  good: 'mail.* action(type="omfile" file="/var/log/mail.log" fileOwner="syslog")\n',
  *check({ text, tree, settings, parsed }): Iterable<Report> {
    if (!hasReached(versionOf(settings), '7.0')) return;
    if (tree.directives.length === 0 && tree.flat.legacyActions.length === 0 && tree.flat.filters.length === 0) return;
    const conversions = convertLegacy(text, tree);
    const broken = parsed.problems.filter(({ severity }) => severity === 'error').map(({ span }) => span);
    const first = broken.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
    const isBroken = touched(broken);
    const isMisread = touched([...broken, ...(broken.length === 0 ? [] : tree.items.map((item) => item.span).filter(isBroken))]);
    let whole = broken.length === 0;
    for (const { span, title, edits } of conversions.statements) {
      if (isMisread(span)) continue;
      // Directives act on what stands below them, and what is broken may hide one: what follows it is converted when it is mended.
      const sure = broken.length === 0 || (span.end <= first && edits().every((edit) => edit.span.end <= first));
      const fixes: Fix[] = [];
      if (sure)
        fixes.push({
          title: `Write ${title} as RainerScript`,
          certain: false,
          get edits() {
            return edits();
          },
        });
      // Once for the file: it is the same wherever one asks.
      if (whole)
        fixes.push({
          title: 'Write the whole file as RainerScript',
          certain: false,
          // They are as many as the file is long, and hardly anybody asks for them.
          get edits() {
            return allEdits(conversions);
          },
          onRequest: true,
        });
      whole = false;
      yield { message: `This is of the old kind: RainerScript can say ${title} with the same meaning`, span, fixes };
    }
  },
};

/** Whether a span touches one of `spans`; to be asked of spans in order of where they start. */
function touched(spans: readonly Span[]): (span: Span) => boolean {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  let next = 0;
  return ({ start, end }) => {
    while ((sorted[next]?.end ?? start) < start) next++;
    return (sorted[next]?.start ?? Number.POSITIVE_INFINITY) <= end;
  };
}
