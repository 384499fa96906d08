import type { Inlay, RuleContext } from '../../../language.ts';
import type { LogrotateTree } from '../tree.ts';
import { inheritedSettings } from '../inherited-settings.ts';
import { retention } from './retention.ts';

/** How long each stanza keeps its logs, behind its own `rotate`, or behind its frequency where `rotate` stands at top level. */
export function inlays(context: RuleContext<LogrotateTree>): readonly Inlay[] {
  const notes: Inlay[] = [];
  const inherited = inheritedSettings(context.facts);
  for (const scope of context.tree.inForce) {
    const keeps = retention(scope, inherited);
    const at = scope.own.get('rotate')?.value ?? scope.own.get('criterium');
    if (keeps === undefined || at === undefined) continue;
    notes.push({ offset: at.span.end, label: ` keeps ${keeps.replaceAll('`', '')}`, tooltip: `The old logs of this stanza: ${keeps}` });
  }
  return notes;
}
