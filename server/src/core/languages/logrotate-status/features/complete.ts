import type { Completion, FeatureContext } from '../../../language.ts';
import { TOP } from '../parse.ts';
import type { StatusTree } from '../tree.ts';

/** The top line at the beginning; on an empty line below a log and its date to type over. */
export function complete({ text, tree, offset }: FeatureContext<StatusTree>): readonly Completion[] {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const typed = text.slice(start, offset);
  const span = { start, end: offset };
  if (start === 0) return tree.version === undefined ? [{ label: `${TOP}2`, kind: 'keyword', detail: 'the top line', span }] : [];
  if (/\S\s/.test(typed)) return [];
  return [
    {
      label: '"/var/log/…" date',
      kind: 'snippet',
      detail: 'a log and when it was rotated last',
      insert: '"/var/log/${1:app.log}" ${2:2026}-${3:1}-${4:1}-${5:0}:${6:0}:${7:0}',
      snippet: true,
      span,
    },
  ];
}
