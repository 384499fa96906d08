import type { Span } from '../../../text/span.ts';
import { type Form, formOf } from '../forms.ts';
import { inFront } from './in-front.ts';
import type {
  Block,
  CallIndirectNode,
  CallNode,
  Expression,
  FilterNode,
  ForeachNode,
  IfNode,
  Item,
  LegacyActionNode,
  ObjectNode,
  ReloadNode,
  SetNode,
} from './tree.ts';

/** An object with what its place means for it. */
export interface PlacedObject {
  readonly node: ObjectNode;
  /** False where `config.enabled` switches it, or what it stands in, off: rsyslogd then checks nothing of it. */
  readonly enabled: boolean;
  /** The object whose braces it stands in. */
  readonly parent: ObjectNode | undefined;
  readonly form: Form;
}

/** The objects of one form, in order. */
interface FormGroup {
  readonly form: Form;
  readonly objects: readonly PlacedObject[];
}

/** Everything of a tree by kind, in order of the text. */
export interface Flat {
  readonly objects: readonly PlacedObject[];
  /** The same by form. */
  readonly forms: readonly FormGroup[];
  readonly filters: readonly FilterNode[];
  readonly legacyActions: readonly LegacyActionNode[];
  readonly calls: readonly CallNode[];
  readonly indirectCalls: readonly CallIndirectNode[];
  readonly conditions: readonly IfNode[];
  readonly loops: readonly ForeachNode[];
  readonly sets: readonly SetNode[];
  readonly reloads: readonly ReloadNode[];
  /** Every expression, parts after their wholes. */
  readonly expressions: readonly Expression[];
  /** Every list of statements: the file's own, and each block. */
  readonly lists: readonly { readonly items: readonly Item[]; readonly owner: Item | undefined }[];
}

/** A tree's parts by kind. */
export function flatten(items: readonly Item[]): Flat {
  const flat = {
    objects: [] as PlacedObject[],
    forms: [] as { form: Form; objects: PlacedObject[] }[],
    filters: [] as FilterNode[],
    legacyActions: [] as LegacyActionNode[],
    calls: [] as CallNode[],
    indirectCalls: [] as CallIndirectNode[],
    conditions: [] as IfNode[],
    loops: [] as ForeachNode[],
    sets: [] as SetNode[],
    reloads: [] as ReloadNode[],
    expressions: [] as Expression[],
    lists: [] as { items: readonly Item[]; owner: Item | undefined }[],
  };
  const groups = new Map<Form, PlacedObject[]>();
  const place = (node: ObjectNode, parent: ObjectNode | undefined, enabled: boolean): boolean => {
    const form = formOf(node);
    const own = enabled && (!form.names.has('config.enabled') || isEnabled(node));
    const placed: PlacedObject = { node, enabled: own, parent, form };
    flat.objects.push(placed);
    const group = groups.get(form);
    if (group !== undefined) group.push(placed);
    else {
      const objects = [placed];
      groups.set(form, objects);
      flat.forms.push({ form, objects });
    }
    return own;
  };
  // With a stack of its own: a sum of ten thousand parts is as deep as it is long.
  const visitExpression = (whole: Expression): void => {
    const open: Expression[] = [whole];
    for (let expression = open.pop(); expression !== undefined; expression = open.pop()) {
      flat.expressions.push(expression);
      if (expression.kind === 'unary') open.push(expression.operand);
      else if (expression.kind === 'binary') open.push(expression.right, expression.left);
      else if (expression.kind === 'function') for (const part of expression.arguments.toReversed()) open.push(part);
      else if (expression.kind === 'exists' && expression.variable !== undefined) open.push(expression.variable);
    }
  };
  const visitBlock = (block: Block | undefined, owner: Item, parent: ObjectNode | undefined, enabled: boolean): void => {
    if (block !== undefined) visit(block.items, owner, parent, enabled);
  };
  const visit = (list: readonly Item[], owner: Item | undefined, parent: ObjectNode | undefined, enabled: boolean): void => {
    flat.lists.push({ items: list, owner });
    for (const item of list) {
      switch (item.kind) {
        case 'object': {
          const own = place(item, parent, enabled);
          visitBlock(item.body, item, item, own);
          break;
        }
        case 'if':
          flat.conditions.push(item);
          visitExpression(item.condition);
          visitBlock(item.then, item, parent, enabled);
          visitBlock(item.otherwise, item, parent, enabled);
          break;
        case 'foreach':
          flat.loops.push(item);
          if (item.variable !== undefined) visitExpression(item.variable);
          visitExpression(item.collection);
          visitBlock(item.body, item, parent, enabled);
          break;
        case 'set':
          flat.sets.push(item);
          if (item.variable !== undefined) flat.expressions.push(item.variable);
          if (item.value !== undefined) visitExpression(item.value);
          break;
        case 'selector':
        case 'property-filter':
          flat.filters.push(item);
          visitBlock(item.block, item, parent, enabled);
          break;
        case 'legacy-action':
          flat.legacyActions.push(item);
          break;
        case 'call':
          flat.calls.push(item);
          break;
        case 'call-indirect':
          flat.indirectCalls.push(item);
          visitExpression(item.value);
          break;
        case 'reload':
          flat.reloads.push(item);
          break;
        default:
          break;
      }
    }
  };
  visit(items, undefined, undefined, true);
  return flat;
}

/**
 * The parts by kind of `items`, whose first are those that `before` has in front of the offset `start`; `rest` is what the others were
 * flattened to.
 */
export function flatBehind(before: Flat, start: number, rest: Flat, items: readonly Item[]): Flat {
  const spanOf = ({ span }: { readonly span: Span }): number => span.start;
  const forms = new Map<Form, readonly PlacedObject[]>();
  for (const { form, objects } of before.forms) {
    const kept = inFront(objects, start, ({ node }) => node.span.start);
    if (kept.length > 0) forms.set(form, kept);
  }
  for (const { form, objects } of rest.forms) forms.set(form, [...(forms.get(form) ?? []), ...objects]);
  return {
    objects: [...inFront(before.objects, start, ({ node }) => node.span.start), ...rest.objects],
    forms: [...forms].map(([form, objects]) => ({ form, objects })),
    filters: [...inFront(before.filters, start, spanOf), ...rest.filters],
    legacyActions: [...inFront(before.legacyActions, start, spanOf), ...rest.legacyActions],
    calls: [...inFront(before.calls, start, spanOf), ...rest.calls],
    indirectCalls: [...inFront(before.indirectCalls, start, spanOf), ...rest.indirectCalls],
    conditions: [...inFront(before.conditions, start, spanOf), ...rest.conditions],
    loops: [...inFront(before.loops, start, spanOf), ...rest.loops],
    sets: [...inFront(before.sets, start, spanOf), ...rest.sets],
    reloads: [...inFront(before.reloads, start, spanOf), ...rest.reloads],
    expressions: [...inFront(before.expressions, start, spanOf), ...rest.expressions],
    lists: [
      { items, owner: undefined },
      ...inFront(before.lists, start, ({ owner }) => owner?.span.start ?? Number.NEGATIVE_INFINITY).slice(1),
      ...rest.lists.slice(1),
    ],
  };
}

/** The objects whose form passes a test, in order. */
export function objectsOf({ objects, forms }: Flat, test: (form: Form) => boolean): readonly PlacedObject[] {
  const passed = forms.filter(({ form }) => test(form));
  if (passed.length === 0) return none;
  if (passed.length === 1) return (passed[0] as FormGroup).objects;
  if (passed.length === forms.length) return objects;
  const wanted = new Set(passed.map(({ form }) => form));
  return objects.filter(({ form }) => wanted.has(form));
}

const none: readonly PlacedObject[] = [];

/** Whether an object is not switched off by `config.enabled` (`nvlstChkDisabled`, grammar/rainerscript.c: only `on` is on). */
export function isEnabled(node: ObjectNode): boolean {
  const value = node.parameters.find(({ name }) => name === 'config.enabled')?.value;
  // What a backtick expands to is not known here.
  return value === undefined || value.kind !== 'string' || value.quote === '`' || value.text === 'on';
}
