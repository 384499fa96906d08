import { type ModuleLoad, moduleLoads } from './module-loads.ts';
import { definitionsOf, type Name, usesOf } from './references.ts';
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
