import type { SymbolNode } from '../../../language.ts';
import type { Parsed } from '../../../unit.ts';
import type { Directive, LogrotateTree } from '../tree.ts';

/** The outline: top-level directives, and each stanza with its directives and scripts. */
export function symbols(parsed: Parsed<LogrotateTree>): readonly SymbolNode[] {
  const details = new Map(
    parsed.tree.inForce.map((scope) => [scope.stanza, summary(['criterium', 'rotate'].map((slot) => scope.get(slot)))]),
  );
  return parsed.tree.items.flatMap((item): SymbolNode[] => {
    if (item.kind === 'directive') return [directiveNode(item)];
    if (item.kind !== 'stanza') return [];
    const name = item.logs.map((log) => log.text).join(' ');
    return [
      {
        name: name === '' ? '{ }' : name,
        detail: details.get(item) ?? '',
        kind: 'object',
        span: item.span,
        nameSpan: item.header,
        children: item.items.flatMap((inner) => (inner.kind === 'directive' ? [directiveNode(inner)] : [])),
      },
    ];
  });
}

function directiveNode(directive: Directive): SymbolNode {
  return {
    name: directive.name.text,
    ...(directive.value === undefined ? {} : { detail: directive.value.text }),
    kind: directive.script === undefined ? 'property' : 'function',
    span: directive.span,
    nameSpan: directive.name.span,
  };
}

function summary(parts: readonly (Directive | undefined)[]): string {
  return parts
    .flatMap((part) => (part === undefined ? [] : [part.value === undefined ? part.name.text : `${part.name.text} ${part.value.text}`]))
    .join(', ');
}
