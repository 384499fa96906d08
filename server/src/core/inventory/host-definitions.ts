import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Span } from '../text/span.ts';

/** Where opsbook.yaml names the host `name`, or the group `@name`; empty where it does not, or is no YAML. */
export function hostDefinitions(yaml: string, name: string): readonly Span[] {
  const document = parseDocument(yaml, { uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const root = document.errors.length === 0 ? document.contents : null;
  if (!isMap(root)) return [];
  const group = name.startsWith('@');
  const wanted = group ? name.slice(1) : name;
  const under = root.items.findLast(({ key }) => isScalar(key) && key.value === (group ? 'groups' : 'hosts'))?.value;
  const nodes = isMap(under) ? under.items.map(({ key }) => key) : isSeq(under) && !group ? under.items : [];
  return nodes.flatMap((node) => {
    if (!isScalar(node) || node.range == null || (node.source ?? String(node.value)) !== wanted) return [];
    const [start, end] = node.range;
    const quote = /["']/.test(yaml.charAt(start)) ? 1 : 0;
    return [{ start: start + quote, end: end - quote }];
  });
}
