import type { Report } from '../../../rule.ts';
import type { Dialect, Stanza } from '../tree.ts';
import { seenBy } from './seen-by.ts';

/**
 * What is wrong in `mapping` stanzas: ifupdown and busybox take nothing but one `script` and any number of `map` lines (`duplicate
 * script in mapping`, `misplaced option`). Nothing for the daemons that know no mappings.
 */
export function mappings(stanzas: readonly Stanza[], dialect: Dialect): readonly Report[] {
  if (dialect !== 'ifupdown' && dialect !== 'busybox') return [];
  const reports: Report[] = [];
  for (const { kind, keyword, args, options } of seenBy(stanzas, dialect)) {
    if (kind !== 'mapping') continue;
    let scripts = 0;
    for (const { name } of options) {
      if (name.text === 'script' && ++scripts === 2)
        reports.push({ span: name.span, message: 'A second `script` in one `mapping` stanza: one is expected' });
      else if (name.text !== 'script' && name.text !== 'map')
        reports.push({
          span: name.span,
          message: `\`${name.text}\` in a \`mapping\` stanza: only \`script\` and \`map\` are expected there`,
        });
    }
    if (scripts === 0)
      reports.push({ severity: 'warning', span: keyword.span, message: 'A `mapping` stanza without a `script` maps nothing' });
    if (args.length === 0)
      reports.push({ severity: 'warning', span: keyword.span, message: '`mapping` without the name or pattern of an interface' });
  }
  return reports;
}
