import type { Dialect, Option, Stanza } from '../tree.ts';
import { allKeywords, isKeywordOf, openBefore } from './keywords-of.ts';

/**
 * The stanzas as `dialect` sees them: a line whose first word is none of its keywords is an option of the stanza that stands open above
 * it, and so is what follows; where none stands open it is left as it is, for who reports it.
 */
export function seenBy(stanzas: readonly Stanza[], dialect: Dialect): readonly Stanza[] {
  if (allKeywords(stanzas, dialect)) return stanzas;
  const open = openBefore(stanzas, dialect);
  if (stanzas.every((stanza, i) => isKeywordOf(stanza, dialect) || open[i] === 'none')) return stanzas;
  const out: Stanza[] = [];
  let added: Option[] = [];
  const settle = (): void => {
    const last = out.at(-1);
    if (last !== undefined && added.length > 0) out[out.length - 1] = { ...last, options: [...last.options, ...added] };
    added = [];
  };
  for (const [i, stanza] of stanzas.entries()) {
    if (isKeywordOf(stanza, dialect) || open[i] === 'none') {
      settle();
      out.push(stanza);
    } else
      added.push(
        { name: stanza.keyword, key: stanza.keyword.text, value: stanza.line.rest, words: stanza.args, line: stanza.line },
        ...stanza.options,
      );
  }
  settle();
  return out;
}
