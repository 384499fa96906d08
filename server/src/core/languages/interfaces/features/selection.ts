import type { FeatureContext } from '../../../language.ts';
import type { Span } from '../../../text/span.ts';
import type { InterfacesTree } from '../tree.ts';
import { placeAt } from './place-at.ts';

/** What a person may select at once around the caret: an address without its prefix, a value, the options of a stanza, the stanza. */
export function selection({ tree, text, offset }: FeatureContext<InterfacesTree>): readonly Span[] {
  const { stanza, option, word } = placeAt(tree, text, offset);
  const out: Span[] = [];
  const slash = word?.text.indexOf('/') ?? -1;
  if (word !== undefined && option?.key === 'address' && slash > 0) out.push({ start: word.span.start, end: word.span.start + slash });
  if (option !== undefined && option.words.length > 0) out.push(option.value.span);
  const [first] = stanza?.options ?? [];
  const last = stanza?.options.at(-1);
  if (first !== undefined && last !== undefined) out.push({ start: first.line.span.start, end: last.line.span.end });
  if (stanza !== undefined) out.push(stanza.span);
  return out;
}
