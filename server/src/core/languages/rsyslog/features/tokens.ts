import type { Token, TokenKind } from '../../../language.ts';
import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import { readPropertyFilter } from '../syntax/property-filter.ts';
import { readSelector } from '../syntax/selector.ts';
import type { Tree } from '../syntax/tree.ts';

/** Colours for everything that the parser knows, in order and without overlap. */
export function tokens(parsed: Parsed<Tree>): readonly Token[] {
  const { tree, text } = parsed;
  const out: Token[] = [];
  const add = (span: Span, kind: TokenKind): void => {
    if (span.end > span.start) out.push({ span, kind });
  };
  for (const comment of tree.comments) add(comment, 'comment');
  for (const { node } of tree.flat.objects) {
    add(node.wordSpan, 'keyword');
    for (const { nameSpan, value } of node.parameters) {
      add(nameSpan, 'parameter');
      for (const string of value === undefined ? [] : value.kind === 'array' ? value.elements : [value]) add(string.span, 'string');
    }
  }
  for (const node of tree.directives) {
    add(node.nameSpan, 'macro');
    const value = node.value.replace(/\s+#.*$/, '');
    add({ start: node.valueSpan.start, end: node.valueSpan.start + value.length }, 'string');
  }
  for (const filter of tree.flat.filters) {
    const start = filter.filterSpan.end - filter.text.length;
    if (filter.kind === 'selector') {
      for (const part of readSelector(filter.text, start)) {
        for (const facility of part.facilities) add(facility.span, 'namespace');
        add(part.severity.span, 'enumMember');
      }
      continue;
    }
    const parts = readPropertyFilter(filter.text, start);
    if (parts === undefined) continue;
    add(parts.propertySpan, 'variable');
    add(parts.comparisonSpan, 'operator');
    add({ start: parts.valueSpan.start - 1, end: parts.valueSpan.end + 1 }, /regex$/i.test(parts.comparison) ? 'regexp' : 'string');
  }
  for (const node of tree.flat.legacyActions) add(node.span, node.text.startsWith('~') ? 'keyword' : 'string');
  for (const node of [...tree.flat.conditions, ...tree.flat.loops, ...tree.flat.sets, ...tree.flat.indirectCalls, ...tree.flat.reloads])
    add(node.wordSpan, 'keyword');
  for (const node of tree.flat.calls) {
    add(node.wordSpan, 'keyword');
    add(node.nameSpan, 'function');
  }
  for (const { values } of tree.flat.reloads) for (const value of values) add(value.span, 'string');
  for (const { items } of tree.flat.lists)
    for (const item of items) if (item.kind === 'stop' || item.kind === 'continue') add(item.span, 'keyword');
  for (const expression of tree.flat.expressions) {
    if (expression.kind === 'variable') add(expression.span, 'variable');
    else if (expression.kind === 'string') add(expression.span, 'string');
    else if (expression.kind === 'array') for (const element of expression.elements) add(element.span, 'string');
    else if (expression.kind === 'number') add(expression.span, 'number');
    else if (expression.kind === 'function') add(expression.nameSpan, 'function');
    else if (expression.kind === 'exists') add(expression.nameSpan, 'function');
    else if (expression.kind === 'binary') add(expression.operatorSpan, 'operator');
  }
  out.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let end = 0;
  return out.filter(({ span }) => {
    if (span.start < end || span.end > text.length) return false;
    end = span.end;
    return true;
  });
}
