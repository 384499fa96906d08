import { contains, touches } from '../../../text/span.ts';
import type { ObjectNode, Parameter, Tree } from '../syntax/tree.ts';

/** Where in an object an offset stands. */
export interface ObjectPlace {
  readonly node: ObjectNode;
  /** The parameter whose name or value the offset touches. */
  readonly parameter: Parameter | undefined;
  readonly where: 'name' | 'value' | 'between';
}

/** The innermost object inside whose parentheses `offset` stands; undefined where it stands in none. */
export function objectAt(tree: Tree, offset: number): ObjectPlace | undefined {
  let best: ObjectNode | undefined;
  for (const { node } of tree.flat.objects) {
    if (node.inside.start <= offset && offset <= node.inside.end && (best === undefined || contains(best.inside, node.inside))) best = node;
  }
  if (best === undefined) return undefined;
  for (const parameter of best.parameters) {
    if (touches(parameter.nameSpan, offset)) return { node: best, parameter, where: 'name' };
    if (parameter.value !== undefined && parameter.value.span.start < offset && offset <= parameter.value.span.end)
      return { node: best, parameter, where: 'value' };
  }
  return { node: best, parameter: undefined, where: 'between' };
}

/** Whether `offset` stands in a comment. */
export function inComment(tree: Tree, offset: number): boolean {
  return tree.comments.some(({ start, end }) => start < offset && offset <= end);
}
