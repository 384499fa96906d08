import type { Token } from '../../../language.ts';
import type { Parsed } from '../../../unit.ts';
import type { StatusTree } from '../tree.ts';

/** The top line as a keyword, paths and dates. */
export function tokens({ tree }: Parsed<StatusTree>): readonly Token[] {
  return [
    ...(tree.version === undefined ? [] : [{ span: tree.top, kind: 'keyword' as const }]),
    ...tree.lines.flatMap(({ entry }): Token[] =>
      entry === undefined
        ? []
        : [
            { span: entry.pathSpan, kind: 'string' },
            { span: entry.dateSpan, kind: 'number' },
          ],
    ),
  ];
}
