import type { SymbolNode } from '../../../language.ts';
import type { Parsed } from '../../../unit.ts';
import { moduleParameter, stringOf } from '../objects.ts';
import { readLegacyTemplate } from '../templates.ts';
import type { Item, ObjectNode, Tree } from '../syntax/tree.ts';

/** The outline: objects, rules with filters, and what the old directives define, in order of the text. */
export function symbols(parsed: Parsed<Tree>): readonly SymbolNode[] {
  const out: SymbolNode[] = parsed.tree.items.flatMap((item) => symbolOf(item, parsed.text));
  for (const directive of parsed.tree.directives) {
    const template = directive.name === 'template' ? readLegacyTemplate(directive) : undefined;
    if (template !== undefined)
      out.push({
        name: template.name || '$template',
        detail: 'template',
        kind: 'object',
        span: directive.span,
        nameSpan: template.nameSpan,
      });
    else if (directive.name === 'modload')
      out.push({
        name: directive.value || '$ModLoad',
        detail: 'module',
        kind: 'module',
        span: directive.span,
        nameSpan: directive.nameSpan,
      });
    else if (directive.name === 'ruleset')
      out.push({
        name: directive.value || '$RuleSet',
        detail: 'ruleset',
        kind: 'function',
        span: directive.span,
        nameSpan: directive.nameSpan,
      });
  }
  return out.sort((a, b) => a.span.start - b.span.start);
}

function symbolOf(item: Item, text: string): readonly SymbolNode[] {
  switch (item.kind) {
    case 'object':
      return [object(item, text)];
    case 'selector':
    case 'property-filter':
      return [
        {
          name: item.text.trim().slice(0, 60),
          kind: 'section',
          span: item.span,
          nameSpan: item.filterSpan,
          children: (item.block?.items ?? []).flatMap((child) => symbolOf(child, text)),
        },
      ];
    case 'if': {
      const condition = text.slice(item.condition.span.start, item.condition.span.end).replace(/\s+/g, ' ');
      const children = [...item.then.items, ...(item.otherwise?.items ?? [])].flatMap((child) => symbolOf(child, text));
      return [{ name: `if ${condition.slice(0, 60)}`, kind: 'section', span: item.span, nameSpan: item.wordSpan, children }];
    }
    case 'foreach':
      return [
        {
          name: 'foreach',
          kind: 'section',
          span: item.span,
          nameSpan: item.wordSpan,
          children: item.body.items.flatMap((child) => symbolOf(child, text)),
        },
      ];
    case 'legacy-action':
      return [{ name: item.text.slice(0, 60), detail: 'action', kind: 'property', span: item.span, nameSpan: item.span }];
    case 'call':
      return [
        {
          name: `call ${item.name}`,
          kind: 'function',
          span: item.span,
          nameSpan: item.nameSpan.end <= item.span.end ? item.nameSpan : item.span,
        },
      ];
    default:
      return [];
  }
}

function object(node: ObjectNode, text: string): SymbolNode {
  const key = moduleParameter(node.word);
  const own = stringOf(node, 'name') ?? (key === undefined ? undefined : stringOf(node, key));
  const target = stringOf(node, 'file') ?? stringOf(node, 'target') ?? stringOf(node, 'port');
  const name = own === undefined || own.text === '' ? `${node.word}()` : own.text;
  const detail =
    own === undefined
      ? undefined
      : target === undefined || node.word === 'template'
        ? node.word
        : `${node.word} ${target.text.slice(0, 60)}`;
  const children = (node.body?.items ?? []).flatMap((child) => symbolOf(child, text));
  const kind =
    node.word === 'ruleset'
      ? 'function'
      : node.word === 'module'
        ? 'module'
        : node.word === 'property' || node.word === 'constant'
          ? 'property'
          : 'object';
  return {
    name,
    ...(detail !== undefined && { detail }),
    kind,
    span: node.span,
    nameSpan: own !== undefined && own.text !== '' ? own.inner : node.wordSpan,
    ...(children.length > 0 && { children }),
  };
}
