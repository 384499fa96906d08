import type { Span } from '../../text/span.ts';
import { textOf, stringOf } from './objects.ts';
import { type Replacer, readReplacers } from './syntax/replacer.ts';
import { objectsOf } from './syntax/flatten.ts';
import type { BareTree, DirectiveNode, ObjectNode } from './syntax/tree.ts';

/** A template, however it is written. Spans are the source's. */
export interface TemplateDefinition {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** The text of a template of type string, and how its offsets come out in the source; undefined for the other types. */
  readonly text?: string;
  readonly toSource?: (s: Span) => Span;
  readonly node: ObjectNode | DirectiveNode;
  /** Whether it has an option that makes it fit for SQL. */
  readonly sql: boolean;
}

const read = new WeakMap<TemplateDefinition, readonly Replacer[]>();

/** The replacers of a template's text, none without one; read once, though several rules ask. */
export function replacersOf(template: TemplateDefinition): readonly Replacer[] {
  const known = read.get(template);
  if (known !== undefined) return known;
  const found = template.text === undefined ? [] : readReplacers(template.text, template.node.kind === 'directive');
  read.set(template, found);
  return found;
}

/** Every template that a file defines and that is not switched off, in order. */
export function templatesOf(tree: BareTree): readonly TemplateDefinition[] {
  const out: TemplateDefinition[] = [];
  for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => word === 'template')) {
    if (!enabled) continue;
    const name = stringOf(node, 'name');
    if (name === undefined) continue;
    const string = stringOf(node, 'string');
    const sql = ['option.sql', 'option.stdsql'].some((option) => textOf(node, option) === 'on');
    const plain = string !== undefined && string.quote !== '`' && string.inner.end - string.inner.start === string.text.length;
    out.push({
      name: name.text,
      nameSpan: name.inner,
      span: node.span,
      node,
      sql,
      ...(string !== undefined &&
        string.quote !== '`' && {
          text: string.text,
          toSource: (s: Span) => (plain ? { start: string.inner.start + s.start, end: string.inner.start + s.end } : string.span),
        }),
    });
  }
  for (const directive of tree.directives) {
    if (directive.name !== 'template') continue;
    const found = readLegacyTemplate(directive);
    if (found !== undefined) out.push(found);
  }
  return out.sort((a, b) => a.span.start - b.span.start);
}

/** The parts of `$template name,"text",options`; undefined for one without a name or text. */
export function readLegacyTemplate(directive: DirectiveNode): TemplateDefinition | undefined {
  const parts = /^([^,]*)(,\s*)(?:"((?:\\[\s\S]|[^"\\])*)("?)|=)([\s\S]*)$/.exec(directive.value);
  if (parts === null) return undefined;
  const [, name = '', comma = '', text, , options = ''] = parts;
  const start = directive.valueSpan.start;
  // Joined lines shift what follows; then the whole directive is the place.
  const plain = directive.valueSpan.end - start === directive.value.length;
  const textAt = start + name.length + comma.length + 1;
  return {
    name: name.trim(),
    nameSpan: { start, end: start + name.length },
    span: directive.span,
    node: directive,
    sql: /,\s*(?:std)?sql\b/i.test(options),
    ...(text !== undefined && {
      text,
      toSource: (s: Span) => (plain ? { start: textAt + s.start, end: textAt + s.end } : directive.valueSpan),
    }),
  };
}
