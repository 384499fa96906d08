import type { FeatureContext, Signature } from '../../../language.ts';
import { dialectOf } from '../dialect.ts';
import { keywordNamed } from '../facts/keywords.ts';
import { optionNamed } from '../facts/option-named.ts';
import type { InterfacesTree } from '../tree.ts';
import { placeAt } from './place-at.ts';
import { valueLabel } from './value-label.ts';

/** What may follow the keyword or option of the caret's line; undefined at the front of a line. */
export function signature(context: FeatureContext<InterfacesTree>): Signature | undefined {
  const { tree, text, offset, settings } = context;
  const { stanza, option, index, line } = placeAt(tree, text, offset);
  if (line?.kind !== 'statement' || index === 0) return undefined;
  if (option !== undefined) {
    const record = optionNamed(option.key, dialectOf(tree, settings));
    if (record === undefined) return undefined;
    const label = valueLabel(record.value);
    // `port cost` is two words, `on | off` one.
    const words = record.value.kind === 'text' && record.value.many === true ? label.split(' ') : [label];
    return {
      label: `${record.name} ${label}`,
      documentation: [`${record.doc}.`, ...(record.default === undefined ? [] : [`Default: ${record.default}.`])].join(' '),
      parameters: words.map((word) => ({ label: word })),
      active: Math.min(index - 1, words.length - 1),
    };
  }
  const record = stanza === undefined ? undefined : keywordNamed(stanza.keyword.text);
  if (stanza === undefined || record === undefined || record.parameters.length === 0) return undefined;
  return {
    label: `${stanza.keyword.text} ${record.parameters.join(' ')}`,
    documentation: record.doc,
    parameters: record.parameters.map((label) => ({ label })),
    active: Math.min(index - 1, record.parameters.length - 1),
  };
}
