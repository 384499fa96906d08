import type { SymbolNode } from '../../../language.ts';
import type { Parsed } from '../../../unit.ts';
import type { StatusTree } from '../tree.ts';
import { describeDate } from './describe-date.ts';

/** The logs, each with the date of its last rotation. */
export function symbols({ tree }: Parsed<StatusTree>): readonly SymbolNode[] {
  return tree.lines.flatMap(({ entry, span }): SymbolNode[] => {
    if (entry === undefined) return [];
    const detail = describeDate(entry.date);
    return [{ name: entry.path, ...(detail !== undefined && { detail }), kind: 'key', span, nameSpan: entry.pathSpan }];
  });
}
