import type { Report } from '../../../rule.ts';
import type { Dialect, Stanza } from '../tree.ts';

/**
 * Lines that name interfaces or files, and name none. ifupdown passes over an `auto` without names, ifupdown2 rejects it (process_auto,
 * process_allow); `source` without a path makes ifupdown read the folder of the file itself, ifupdown2 and busybox give up, ifupdown-ng goes
 * on without a word.
 */
export function emptySelections(stanzas: readonly Stanza[], dialect: Dialect): readonly Report[] {
  const reports: Report[] = [];
  for (const { kind, keyword, args, selects } of stanzas) {
    if (args.length > 0) continue;
    if (kind === 'source' || kind === 'source-directory') {
      reports.push({
        ...(dialect === 'ifupdown-ng' && { severity: 'warning' as const }),
        span: keyword.span,
        message: `\`${keyword.text}\` without a ${kind === 'source' ? 'file' : 'folder'}`,
      });
    } else if (kind === 'auto' || kind === 'allow') {
      reports.push({
        severity: dialect === 'ifupdown2' ? 'error' : 'warning',
        span: keyword.span,
        message:
          selects !== undefined && dialect === 'ifupdown'
            ? `\`${keyword.text}\` without an interface: ifupdown takes it for \`${selects.text}\` above, other daemons for nothing`
            : `\`${keyword.text}\` without an interface: nothing is brought up by this line`,
      });
    } else if (kind === 'template' && dialect === 'ifupdown-ng') {
      reports.push({ severity: 'warning', span: keyword.span, message: '`template` without a name: ifupdown-ng throws the line away' });
    } else if (kind === 'no-auto-down' || kind === 'no-scripts' || kind === 'rename') {
      reports.push({ severity: 'warning', span: keyword.span, message: `\`${keyword.text}\` without an interface does nothing` });
    }
  }
  return reports;
}
