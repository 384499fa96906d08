import type { Completion, FeatureContext } from '../../../language.ts';
import type { Span } from '../../../text/span.ts';
import { directives } from '../facts/directives.ts';
import type { DirectiveRecord } from '../facts/record.ts';
import { directiveNamed } from '../keywords.ts';
import { slotOf } from '../setting-slots.ts';
import type { Item, LogrotateTree } from '../tree.ts';
import { atLeast, judgingVersion } from '../version.ts';
import { describeDirective } from './describe.ts';
import { placeAt } from './place.ts';
import { valuesOf } from './values.ts';

/** What may stand at the caret: directives where one may begin, the values of the one before it; nothing in scripts and comments. */
export function complete(context: FeatureContext<LogrotateTree>): readonly Completion[] {
  const { text, tree, offset, settings } = context;
  const place = placeAt(text, tree, offset);
  if (place.kind === 'script' || place.kind === 'comment' || place.kind === 'header') return [];
  if (place.kind === 'value') {
    const record = place.keyword === undefined ? undefined : directiveNamed(place.keyword);
    // Behind a flag the next directive may stand.
    if (record === undefined) return [];
    if (record.argument !== 'none') return valuesOf(record, place.typed).map((value) => ({ ...value, span: place.word }));
  }
  const version = judgingVersion(settings);
  const items: readonly Item[] = place.stanza?.items ?? tree.items;
  const taken = new Set(
    items.flatMap((item) => (item.kind === 'directive' && item !== place.directive ? [slotOf(item.name.text) ?? ''] : [])),
  );
  const offered = directives
    .filter((record) => place.stanza === undefined || record.globalOnly !== true)
    .filter((record) => atLeast(version, record.since))
    .filter((record) => !taken.has(slotOf(record.name) ?? '-'))
    .map((record) => completion(record, place.word));
  return place.stanza === undefined ? [...offered, stanzaSnippet(place.word)] : offered;
}

function completion(record: DirectiveRecord, span: Span): Completion {
  const base = {
    label: record.name,
    kind: 'keyword' as const,
    detail: record.usage === undefined ? record.section : `${record.usage} (${record.section})`,
    documentation: describeDirective(record),
    ...(record.deprecated === undefined ? {} : { deprecated: true }),
    span,
  };
  if (record.argument === 'script') return { ...base, insert: `${record.name}\n\t$0\nendscript`, snippet: true };
  if (record.example === undefined) return base;
  let stop = 0;
  const words = record.example.replace(/[^\s+]+/g, (word) => `\${${++stop}:${word.replace(/[\\}$]/g, '\\$&')}}`);
  return { ...base, insert: `${record.name} ${words}`, snippet: true };
}

function stanzaSnippet(span: Span): Completion {
  return {
    label: '/var/log/',
    kind: 'snippet',
    detail: 'a stanza',
    documentation: 'Log names and what is done with them.',
    insert:
      '/var/log/${1:app}/*.log {\n\t${2|daily,weekly,monthly|}\n\trotate ${3:7}\n\tcompress\n\tdelaycompress\n\tmissingok\n\tnotifempty\n\t$0\n}',
    snippet: true,
    span,
  };
}
