import { languageNamed } from '../languages/registry.ts';
import type { Token } from '../language.ts';
import type { Project } from '../project.ts';
import type { Span } from '../text/span.ts';

/** The semantic tokens of all config blocks of a document, in order, with the document's spans; one over several lines is cut into its lines. */
export function tokens(project: Project, path: string): readonly Token[] {
  const units = project.documents.get(path)?.units ?? [];
  return units.flatMap((unit) =>
    (languageNamed(unit.language)?.tokens?.(unit.parsed) ?? []).flatMap((token) =>
      // Between two lines of a block stands the prefix of its list or quote, which is no part of the token.
      linesOf(unit.parsed.text, token.span).flatMap((line) => {
        const span = unit.map.toDocument(line);
        return span.end > span.start ? [{ ...token, span }] : [];
      }),
    ),
  );
}

function linesOf(text: string, { start, end }: Span): readonly Span[] {
  const out: Span[] = [];
  for (let at = start; at < end; ) {
    const found = text.indexOf('\n', at);
    const stop = found === -1 || found >= end ? end : found;
    if (stop > at) out.push({ start: at, end: stop });
    at = stop + 1;
  }
  return out;
}
