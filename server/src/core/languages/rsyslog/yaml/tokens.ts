import type { Token } from '../../../language.ts';
import type { Parsed } from '../../../unit.ts';
import { tokens as scriptTokens } from '../features/tokens.ts';
import type { Tree } from '../syntax/tree.ts';

/** Colours of what is RainerScript in a YAML file: scripts, expressions, filters; the grammar colours YAML itself. */
export function tokens(parsed: Parsed<Tree>): readonly Token[] {
  const { text, tree } = parsed;
  const starts = new Set(tree.yaml?.scalars.map(({ span }) => span.start));
  const keys = new Set(tree.flat.objects.flatMap(({ node }) => node.parameters.map(({ nameSpan }) => nameSpan.start)));
  return scriptTokens(parsed).filter(
    ({ span, kind }) =>
      !(kind === 'string' && starts.has(span.start)) &&
      !(kind === 'parameter' && keys.has(span.start) && text[span.end] === ':') &&
      // A key is what stands before a colon.
      !(kind === 'keyword' && /^[ \t]*:/.test(text.slice(span.end, span.end + 8))),
  );
}
