import type { FeatureContext, Signature } from '../../../language.ts';
import { functions } from '../facts/functions.ts';
import type { Tree } from '../syntax/tree.ts';
import { templateSignature } from './template-signature.ts';

/** The parameters of the function, or the parts of the template or replacer, that the place stands in; undefined outside of one. */
export function signature(context: FeatureContext<Tree>): Signature | undefined {
  return ofFunction(context) ?? templateSignature(context);
}

function ofFunction({ tree, text, offset }: FeatureContext<Tree>): Signature | undefined {
  let best: { readonly name: string; readonly start: number } | undefined;
  for (const expression of tree.flat.expressions) {
    if (expression.kind !== 'function') continue;
    const open = text.indexOf('(', expression.nameSpan.end);
    if (open === -1 || offset <= open || offset > expression.span.end || (offset === expression.span.end && text[offset - 1] === ')'))
      continue;
    if (best === undefined || open > best.start) best = { name: expression.name, start: open };
  }
  const fact = best === undefined ? undefined : functions.get(best.name);
  if (best === undefined || fact === undefined) return undefined;
  let depth = 0;
  let active = 0;
  let quote = '';
  for (const c of text.slice(best.start + 1, offset)) {
    if (quote !== '') {
      if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (c === ',' && depth === 0) active++;
  }
  return {
    label: `${fact.name}(${fact.parameters.join(', ')})`,
    documentation: fact.description,
    parameters: fact.parameters.map((label) => ({ label })),
    active: Math.min(active, Math.max(0, fact.parameters.length - 1)),
  };
}
