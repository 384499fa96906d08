import type { Span } from '../../text/span.ts';
import { type ModuleLoad, moduleLoads } from './module-loads.ts';
import { definitionsOf, type Name, usesOf } from './references.ts';
import { inFront } from './syntax/in-front.ts';
import type { BareTree } from './syntax/tree.ts';
import { type TemplateDefinition, templatesOf } from './templates.ts';

/** The names of a file, found once when it is parsed; each list is in order of the text. */
export interface Names {
  readonly definitions: readonly Name[];
  readonly uses: readonly Name[];
  readonly loads: readonly ModuleLoad[];
  readonly templates: readonly TemplateDefinition[];
}

/** The names in a tree. */
export function namesOf(tree: BareTree): Names {
  const templates = templatesOf(tree);
  return { definitions: definitionsOf(tree, templates), uses: usesOf(tree), loads: moduleLoads(tree), templates };
}

/** The names of a file of which those in front of the offset `start` are those of `before`; `rest` are the others. */
export function namesBehind(before: Names, start: number, rest: Names): Names {
  const extentOf = ({ extent }: { readonly extent: Span }): number => extent.start;
  return {
    definitions: [...inFront(before.definitions, start, extentOf), ...rest.definitions],
    uses: [...inFront(before.uses, start, extentOf), ...rest.uses],
    loads: [...inFront(before.loads, start, extentOf), ...rest.loads],
    templates: [...inFront(before.templates, start, ({ span }) => span.start), ...rest.templates],
  };
}
