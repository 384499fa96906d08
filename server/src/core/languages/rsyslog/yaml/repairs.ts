import type { Fix } from '../../../problem.ts';
import type { Edit } from '../../../text/edit.ts';
import type { ScalarText } from './scalar-text.ts';
import type { YamlPlaces } from './places.ts';

/** Repairs written for RainerScript as they must be written in the scalar they fall into; those that fall into none and are no bare word are left out. */
export function repairs(text: string, places: YamlPlaces | undefined, fixes: readonly Fix[]): readonly Fix[] {
  return fixes.flatMap((fix) => {
    const edits = fix.edits.map((edit) => repaired(text, places, edit));
    return edits.every((edit) => edit !== undefined) ? [{ ...fix, edits }] : [];
  });
}

function repaired(text: string, places: YamlPlaces | undefined, edit: Edit): Edit | undefined {
  const { start, end } = edit.span;
  const scalar = scalarAt(places?.scalars ?? [], start);
  if (scalar === undefined || end > scalar.inner.end || start < scalar.inner.start)
    return end > start && /^[\w.$!/-]+$/.test(edit.text) ? edit : undefined;
  const written = inStyle(text, scalar, edit.text, start);
  return written === undefined ? undefined : { span: edit.span, text: written };
}

/** The scalar whose inside `offset` touches. */
function scalarAt(scalars: readonly ScalarText[], offset: number): ScalarText | undefined {
  let low = 0;
  let high = scalars.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((scalars[middle] as ScalarText).span.start <= offset) low = middle;
    else high = middle - 1;
  }
  const found = scalars[low];
  return found !== undefined && found.inner.start <= offset && offset <= found.inner.end ? found : undefined;
}

/** `piece` as it stands in a scalar of a style at `offset`; undefined where it cannot. */
function inStyle(text: string, { style, inner }: ScalarText, piece: string, offset: number): string | undefined {
  switch (style) {
    case 'single':
      return piece.includes('\n') ? undefined : piece.replaceAll("'", "''");
    case 'double':
      return piece.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
    case 'literal': {
      if (!piece.includes('\n')) return piece;
      const line = text.slice(text.lastIndexOf('\n', Math.max(inner.start, offset) - 1) + 1);
      const indentation = (/^ */.exec(line) as RegExpExecArray)[0];
      return piece.replaceAll(/\n(?=.)/g, `\n${indentation}`);
    }
    default:
      return /^[\w.$!/() -]*$/.test(piece) ? piece : undefined;
  }
}
