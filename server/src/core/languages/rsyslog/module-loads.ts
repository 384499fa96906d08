import type { Span } from '../../text/span.ts';
import { moduleName } from './facts/modules.ts';
import { stringOf } from './objects.ts';
import { objectsOf } from './syntax/flatten.ts';
import type { BareTree, ObjectNode, Tree } from './syntax/tree.ts';

/** A place where a file loads a module. */
export interface ModuleLoad {
  /** Bare and lower case; `builtin:` is taken off. */
  readonly name: string;
  /** As it is written. */
  readonly written: string;
  readonly span: Span;
  readonly extent: Span;
  /** Undefined for `$ModLoad`. */
  readonly node: ObjectNode | undefined;
}

/** Every `module(load=)` that is not switched off and every `$ModLoad`, in order. */
export function moduleLoads(tree: BareTree): readonly ModuleLoad[] {
  const out: ModuleLoad[] = [];
  for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => word === 'module')) {
    const load = enabled ? stringOf(node, 'load') : undefined;
    if (load === undefined || load.quote === '`') continue;
    out.push({ name: moduleName(load.text), written: load.text, span: load.inner, extent: node.span, node });
  }
  for (const directive of tree.directives) {
    if (directive.name !== 'modload') continue;
    const written = directive.value.split(/\s/, 1)[0] as string;
    const name = written === 'MySQL' ? 'ommysql' : moduleName(written);
    out.push({
      name,
      written,
      span: { start: directive.valueSpan.start, end: directive.valueSpan.start + written.length },
      extent: directive.span,
      node: undefined,
    });
  }
  return out.sort((a, b) => a.extent.start - b.extent.start);
}

/** The first load of each module. */
export function firstLoads(tree: Tree): ReadonlyMap<string, ModuleLoad> {
  const out = new Map<string, ModuleLoad>();
  for (const load of tree.names.loads) if (!out.has(load.name)) out.set(load.name, load);
  return out;
}
