import type { Finding } from '../../../problem.ts';
import type { Span } from '../../../text/span.ts';
import type { LegacyAction } from './legacy-action.ts';
import type { ArrayValue, Block, DirectiveNode, Expression, Item, ObjectNode, StringValue, VariableExpression } from './tree.ts';

/** A stretch `by` further on. */
export function shiftSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

export function shiftDirective(node: DirectiveNode, by: number): DirectiveNode {
  return {
    kind: 'directive',
    name: node.name,
    nameSpan: shiftSpan(node.nameSpan, by),
    value: node.value,
    valueSpan: shiftSpan(node.valueSpan, by),
    span: shiftSpan(node.span, by),
  };
}

/** A parser's finding, with its repairs and what it refers to. */
export function shiftPlaces<Kind extends Pick<Finding, 'span' | 'fixes' | 'related'>>(finding: Kind, by: number): Kind {
  if (by === 0) return finding;
  return {
    ...finding,
    span: shiftSpan(finding.span, by),
    ...(finding.fixes && {
      fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: shiftSpan(edit.span, by) })) })),
    }),
    ...(finding.related && { related: finding.related.map((related) => ({ ...related, span: shiftSpan(related.span, by) })) }),
  };
}

function block(one: Block, by: number): Block {
  return {
    span: shiftSpan(one.span, by),
    braces: one.braces,
    place: shiftSpan(one.place, by),
    items: one.items.map((item) => shiftItem(item, by)),
  };
}

function string(value: StringValue, by: number): StringValue {
  return { kind: 'string', span: shiftSpan(value.span, by), inner: shiftSpan(value.inner, by), text: value.text, quote: value.quote };
}

function array(value: ArrayValue, by: number): ArrayValue {
  return { kind: 'array', span: shiftSpan(value.span, by), elements: value.elements.map((element) => string(element, by)) };
}

function variable(value: VariableExpression, by: number): VariableExpression {
  return { kind: 'variable', name: value.name, span: shiftSpan(value.span, by) };
}

function expression(value: Expression, by: number): Expression {
  switch (value.kind) {
    case 'variable':
      return variable(value, by);
    case 'string':
      return string(value, by);
    case 'array':
      return array(value, by);
    case 'function':
      return {
        kind: 'function',
        name: value.name,
        span: shiftSpan(value.span, by),
        nameSpan: shiftSpan(value.nameSpan, by),
        arguments: value.arguments.map((one) => expression(one, by)),
      };
    case 'exists':
      return {
        ...value,
        span: shiftSpan(value.span, by),
        nameSpan: shiftSpan(value.nameSpan, by),
        variable: value.variable && variable(value.variable, by),
      };
    case 'unary':
      return { kind: 'unary', operator: value.operator, span: shiftSpan(value.span, by), operand: expression(value.operand, by) };
    case 'binary':
      return binary(value, by);
    default:
      return { ...value, span: shiftSpan(value.span, by) };
  }
}

/** A sum of ten thousand parts leans to the left: it is gone through without a call for each. */
function binary(whole: Expression & { kind: 'binary' }, by: number): Expression {
  const chain: (Expression & { kind: 'binary' })[] = [];
  let left: Expression = whole;
  for (; left.kind === 'binary'; left = left.left) chain.push(left);
  let out = expression(left, by);
  for (const one of chain.toReversed())
    out = {
      kind: 'binary',
      operator: one.operator,
      span: shiftSpan(one.span, by),
      operatorSpan: shiftSpan(one.operatorSpan, by),
      left: out,
      right: expression(one.right, by),
    };
  return out;
}

function object(node: ObjectNode, by: number): ObjectNode {
  return {
    kind: 'object',
    word: node.word,
    wordSpan: shiftSpan(node.wordSpan, by),
    span: shiftSpan(node.span, by),
    inside: shiftSpan(node.inside, by),
    parameters: node.parameters.map(({ name, nameSpan, span, value }) => ({
      name,
      nameSpan: shiftSpan(nameSpan, by),
      span: shiftSpan(span, by),
      value: value === undefined ? undefined : value.kind === 'string' ? string(value, by) : array(value, by),
    })),
    body: node.body && block(node.body, by),
  };
}

function legacyAction(action: LegacyAction, by: number): LegacyAction {
  const { troubles, module, template, templateSpan, tcp, port, portSpan } = action;
  // Field by field: some have these parts, some others, and a spread of them is slow.
  const out: { -readonly [Part in keyof LegacyAction]: LegacyAction[Part] } = {
    kind: action.kind,
    target: action.target,
    targetSpan: shiftSpan(action.targetSpan, by),
    troubles: troubles.length === 0 ? troubles : troubles.map((trouble) => ({ ...trouble, span: shiftSpan(trouble.span, by) })),
  };
  if (module !== undefined) out.module = module;
  if (template !== undefined) out.template = template;
  if (templateSpan !== undefined) out.templateSpan = shiftSpan(templateSpan, by);
  if (tcp !== undefined) out.tcp = tcp;
  if (port !== undefined) out.port = port;
  if (portSpan !== undefined) out.portSpan = shiftSpan(portSpan, by);
  return out;
}

/** A statement with all that is in it, `by` further on. */
export function shiftItem(item: Item, by: number): Item {
  if (by === 0) return item;
  const span = shiftSpan(item.span, by);
  switch (item.kind) {
    case 'object':
      return object(item, by);
    case 'if':
      return {
        kind: 'if',
        span,
        wordSpan: shiftSpan(item.wordSpan, by),
        condition: expression(item.condition, by),
        then: block(item.then, by),
        otherwise: item.otherwise && block(item.otherwise, by),
      };
    case 'foreach':
      return {
        ...item,
        span,
        wordSpan: shiftSpan(item.wordSpan, by),
        variable: item.variable && variable(item.variable, by),
        collection: expression(item.collection, by),
        body: block(item.body, by),
      };
    case 'set':
      return {
        kind: 'set',
        word: item.word,
        span,
        wordSpan: shiftSpan(item.wordSpan, by),
        variable: item.variable && variable(item.variable, by),
        value: item.value && expression(item.value, by),
      };
    case 'selector':
    case 'property-filter':
      return {
        kind: item.kind,
        text: item.text,
        span,
        filterSpan: shiftSpan(item.filterSpan, by),
        block: item.block && block(item.block, by),
      };
    case 'legacy-action':
      return { kind: 'legacy-action', text: item.text, span, action: legacyAction(item.action, by) };
    case 'call':
      return { ...item, span, wordSpan: shiftSpan(item.wordSpan, by), nameSpan: shiftSpan(item.nameSpan, by) };
    case 'call-indirect':
      return { ...item, span, wordSpan: shiftSpan(item.wordSpan, by), value: expression(item.value, by) };
    case 'reload':
      return { ...item, span, wordSpan: shiftSpan(item.wordSpan, by), values: item.values.map((value) => string(value, by)) };
    default:
      return { ...item, span };
  }
}
