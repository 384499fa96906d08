import type { Span } from '../../../text/span.ts';
import type { ScalarText } from './scalar-text.ts';

/** What a tree that was read from YAML tells beside the model: where its words stand. */
export interface YamlPlaces {
  /** Every scalar that is a value, in order. */
  readonly scalars: readonly ScalarText[];
  /** Rulesets that rsyslogd reads only when the file is done, so that what stands behind them is there for them. */
  readonly deferred: readonly Span[];
  /** The span of each ruleset's body key: `script`, `statements`, `filter`, `actions`. */
  readonly keys: readonly { readonly name: string; readonly span: Span }[];
}

/** Whether what stands at `place` is read only when the whole YAML file has been (`cnfAddConfigBuffer`, called by runtime/yamlconf.c). */
export function isDeferred(places: YamlPlaces | undefined, place: Span): boolean {
  return places?.deferred.some(({ start, end }) => start <= place.start && place.start < end) === true;
}
