import type { FeatureContext, Signature } from '../../../language.ts';
import { directiveNamed } from '../keywords.ts';
import type { LogrotateTree } from '../tree.ts';
import { placeAt } from './place.ts';

/** What each word of an argument is. */
const words: Readonly<Record<string, string>> = {
  mode: 'octal, as for chmod; else that of the old log',
  owner: 'user that owns it; else that of the old log',
  user: 'user to rotate as',
  group: 'a group that the host knows',
  count: 'a whole number; a leading 0 makes it octal',
  days: 'a whole number of days',
  ending: 'with its dot',
  bytes: 'a number of bytes, or with `k`, `M`, `G`; no blank between',
  weekday: '0 is Sunday, 6 Saturday, 7 each seven days',
  address: 'one mail address',
  format: '`%Y %m %d %H %M %S %V %s %z`, the separator included',
};

/** The argument of the directive that the caret stands behind, with the word that is due; undefined elsewhere and for flags. */
export function signature(context: FeatureContext<LogrotateTree>): Signature | undefined {
  const place = placeAt(context.text, context.tree, context.offset);
  if (place.kind !== 'value' || place.keyword === undefined) return undefined;
  const record = directiveNamed(place.keyword);
  if (record?.usage === undefined) return undefined;
  const parts = record.argument === 'ownership' || record.argument === 'account' ? record.usage.split(' ') : [record.usage];
  const parameters = parts.map((label) => {
    const documentation = words[label.replace(/[[\]]/g, '')];
    return { label, ...(documentation === undefined ? {} : { documentation }) };
  });
  const typed = place.typed === '' ? 0 : place.typed.split(/\s+/).length - 1;
  return {
    label: `${record.name} ${record.usage}`,
    documentation: record.summary,
    parameters,
    active: Math.min(typed, parameters.length - 1),
  };
}
