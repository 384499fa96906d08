import { hostExpression } from '../inventory/host-expression.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { Span } from '../text/span.ts';
import { valueSpan } from './attribute-edits.ts';
import type { Block } from './model.ts';
import type { ReadRunbook } from './parse-runbook.ts';

/** A host expression of a runbook and where it stands. */
export interface HostPlace {
  readonly text: string;
  /** The document's span of the expression; of the whole value where it is a list. */
  readonly span: Span;
  /** Whether an offset in the expression is the same offset in the document. */
  readonly exact: boolean;
  /** Whether it stands in the front matter, for all blocks that say nothing themselves. */
  readonly general: boolean;
}

/** The host expressions of a runbook, the front matter's first; one with a variable in it is left out. */
export function* hostPlaces(runbook: ReadRunbook): Iterable<HostPlace> {
  const { hosts, hostsSpan } = runbook.frontMatter;
  if (hosts !== undefined && hostsSpan !== undefined) {
    const inner = runbook.text.slice(hostsSpan.start, hostsSpan.end).indexOf(hosts);
    const start = hostsSpan.start + Math.max(0, inner);
    yield {
      text: hosts,
      span: inner === -1 ? hostsSpan : { start, end: start + hosts.length },
      exact: inner !== -1,
      general: true,
    };
  }
  for (const block of runbook.blocks) {
    if (block.kind === 'plain') continue;
    for (const attribute of block.attributes) {
      const { key, value } = attribute;
      if ((key !== 'hosts' && key !== 'at') || attribute.valueSpan === undefined || (key === 'at' && value.includes('$'))) continue;
      yield { text: value, span: valueSpan(runbook.text, attribute), exact: true, general: false };
    }
  }
}

/** The hosts that a block is for, by name; undefined where nobody says, or where not all of them are known. */
export function hostsOf(runbook: ReadRunbook, block: Block, inventory: Inventory): readonly string[] | undefined {
  const text = block.options.hosts ?? runbook.frontMatter.hosts;
  if (text === undefined) return undefined;
  const known = expressions.get(inventory) ?? new Map<string, readonly string[] | undefined>();
  expressions.set(inventory, known);
  if (known.has(text)) return known.get(text);
  const { names, troubles } = hostExpression(text, { ...inventory, complete: false });
  const hosts = troubles.length > 0 || names.length === 0 ? undefined : names;
  known.set(text, hosts);
  return hosts;
}

/** The hosts of the expressions that were read with an inventory. */
const expressions = new WeakMap<Inventory, Map<string, readonly string[] | undefined>>();

/** Whether two blocks of a runbook may act on one host; true where that cannot be known. */
export function mayMeet(runbook: ReadRunbook, a: Block, b: Block, inventory: Inventory): boolean {
  if (a.options.hosts === b.options.hosts) return true;
  const others = hostsOf(runbook, b, inventory);
  const own = hostsOf(runbook, a, inventory);
  if (own === undefined || others === undefined) return true;
  const known = new Set(own);
  return others.some((name) => known.has(name));
}
