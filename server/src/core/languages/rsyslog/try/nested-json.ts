import type { TemplatePart } from './template-part.ts';

/** A member of nested JSON: the text of its value, or what stands below it. */
type Node = { readonly text: string; readonly outName: string; readonly number: boolean } | Map<string, Node>;

/**
 * What a template with `option.jsonftree` makes of its parts, whose texts are members of flat JSON (`tplJsonBuildTree` and `tplJsonRender`,
 * runtime/template.c): a name with dots leads into objects, and objects without members are left out. Undefined where rsyslogd falls back to
 * flat JSON: where a part is no member, or a name is another one's object.
 */
export function nestedJson(parts: readonly TemplatePart[], texts: readonly string[]): string | undefined {
  const root = new Map<string, Node>();
  for (const [at, part] of parts.entries()) {
    const { outName } = part;
    if (outName === undefined || outName === '') return undefined;
    if (part.kind === 'property' && part.options.format !== 'jsonf' && part.options.format !== 'jsonfr') return undefined;
    const segments = outName.split('.');
    if (segments.includes('')) return undefined;
    let parent = root;
    for (const segment of segments.slice(0, -1)) {
      const child = parent.get(segment) ?? new Map<string, Node>();
      if (!(child instanceof Map)) return undefined;
      parent.set(segment, child);
      parent = child;
    }
    const leaf = segments.at(-1) as string;
    if (parent.get(leaf) instanceof Map) return undefined;
    parent.set(leaf, { text: texts[at] ?? '', outName, number: part.kind === 'property' && part.options.dataType === 'number' });
  }
  return `{${members(root).join(', ')}}\n`;
}

function members(nodes: ReadonlyMap<string, Node>): readonly string[] {
  const out: string[] = [];
  for (const [name, node] of nodes) {
    if (node instanceof Map) {
      const inner = members(node);
      if (inner.length > 0) out.push(`"${name}": {${inner.join(', ')}}`);
      continue;
    }
    const whole = behindName(node.text, node.outName);
    const value = node.number ? whole.trim() : whole;
    if (value !== '') out.push(`"${name}":${value}`);
  }
  return out;
}

/** The text behind the name, where the text begins with that name. */
function behindName(text: string, outName: string): string {
  const colon = text.indexOf(':');
  return colon !== -1 && text.slice(0, colon).trim() === `"${outName}"` ? text.slice(colon + 1) : text;
}
