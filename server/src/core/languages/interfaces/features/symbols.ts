import type { SymbolNode } from '../../../language.ts';
import type { Parsed } from '../../../unit.ts';
import type { InterfacesTree } from '../tree.ts';

/** The outline: each stanza, and the options in it. */
export function symbols({ tree }: Parsed<InterfacesTree>): readonly SymbolNode[] {
  return tree.stanzas.flatMap((stanza): SymbolNode[] => {
    const { kind, keyword, args, iface, options, span } = stanza;
    if (kind === 'stray') return [];
    const children = options.map(
      ({ name, value, line }): SymbolNode => ({
        name: name.text,
        ...(value.text !== '' && { detail: value.text.slice(0, 80) }),
        kind: 'property',
        span: line.span,
        nameSpan: name.span,
      }),
    );
    if (iface?.name !== undefined) {
      const detail = [kind === 'iface' ? '' : keyword.text, ...args.slice(1).map(({ text }) => text)].join(' ').trim();
      return [{ name: iface.name.text, ...(detail !== '' && { detail }), kind: 'object', span, nameSpan: iface.name.span, children }];
    }
    const detail = args.map(({ text }) => text).join(' ');
    return [
      {
        name: keyword.text,
        ...(detail !== '' && { detail }),
        kind: kind.startsWith('source') ? 'module' : 'key',
        span,
        nameSpan: keyword.span,
        ...(children.length > 0 && { children }),
      },
    ];
  });
}
