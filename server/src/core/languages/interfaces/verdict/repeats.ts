import type { Report } from '../../../rule.ts';
import type { Dialect, Stanza } from '../tree.ts';
import { seenBy } from './seen-by.ts';

const commands: readonly string[] = ['up', 'down', 'pre-up', 'post-up', 'pre-down', 'post-down'];

/** What busybox alone refuses to read twice: an interface in `auto`, an option in a stanza (read_interfaces in its ifupdown.c). */
export function busyboxRepeats(stanzas: readonly Stanza[], dialect: Dialect): readonly Report[] {
  if (dialect !== 'busybox') return [];
  const reports: Report[] = [];
  const auto = new Set<string>();
  for (const stanza of seenBy(stanzas, dialect)) {
    if (stanza.kind === 'auto') {
      for (const name of stanza.args) {
        if (auto.has(name.text))
          reports.push({ span: name.span, message: `\`${name.text}\` is in \`auto\` a second time: busybox rejects the file` });
        auto.add(name.text);
      }
    }
    if (stanza.kind !== 'iface') continue;
    const seen = new Set<string>();
    for (const { name } of stanza.options) {
      if (commands.includes(name.text)) continue;
      if (seen.has(name.text))
        reports.push({ span: name.span, message: `\`${name.text}\` a second time in one stanza: busybox rejects the file` });
      seen.add(name.text);
    }
  }
  return reports;
}
