import { applyPatch, parsePatch, reversePatch } from 'diff';
import type { PlanFile } from '../../run/plan.ts';

/**
 * What is on a host and what would be: whole where the new text is known and the difference fits it, else the lines of the difference alone, with
 * a sign where lines are left out. Undefined where there is no difference.
 */
export function fileSides(
  { diff, state }: PlanFile,
  planned: string | undefined,
): { readonly before: string; readonly after: string } | undefined {
  const [patch] = diff === '' ? [] : parsePatch(diff);
  if (patch === undefined) return undefined;
  const before = planned === undefined ? false : applyPatch(planned, reversePatch(patch));
  if (planned !== undefined && before !== false && (state !== 'new' || before === '')) return { before, after: planned };
  const side = (gone: '+' | '-'): string =>
    patch.hunks
      .map(({ lines }) =>
        lines
          .filter((line) => !line.startsWith(gone) && !line.startsWith('\\'))
          .map((line) => `${line.slice(1)}\n`)
          .join(''),
      )
      .join('⋯\n');
  return { before: side('+'), after: side('-') };
}
