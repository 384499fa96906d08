import type { Document } from '../document.ts';
import { hostExpression } from '../inventory/host-expression.ts';
import type { Inlay } from '../language.ts';
import type { Project } from '../project.ts';
import { hostPlaces } from '../runbook/host-places.ts';

/** At most this many hosts are named behind an expression; the rest is counted. */
const SHOWN = 4;

/** Behind each host expression that is more than names: the hosts that it stands for. */
export function* hostInlays(project: Project, { runbook, ours }: Document): Iterable<Inlay> {
  if (runbook === undefined || !ours) return;
  for (const { text, span } of hostPlaces(runbook)) {
    if (!/[[*?@!&]/.test(text)) continue;
    const { names, troubles } = hostExpression(text, project.inventory);
    if (names.length === 0 || troubles.length > 0) continue;
    const shown = names.slice(0, SHOWN).join(' ');
    const quote = /["']/.test(runbook.text.charAt(span.end)) ? 1 : 0;
    yield {
      offset: span.end + quote,
      label: names.length > SHOWN ? `= ${shown} … (${names.length})` : `= ${shown}`,
      ...(names.length > SHOWN && {
        tooltip: names.slice(0, 100).join(' ') + (names.length > 100 ? ` and ${names.length - 100} more` : ''),
      }),
    };
  }
}
