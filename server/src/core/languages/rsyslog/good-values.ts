import { enumerationOf } from './facts/enumerations.ts';
import { isKnown, type ParameterFact, typeIn } from './facts/parameter-tables.ts';
import { rangeOf } from './facts/ranges.ts';
import { takesAnyText } from './values.ts';

/** The texts of a parameter's value that were found good before: at each keystroke nearly all are the same again. */
export class GoodValues {
  readonly #texts = new Set<string>();
  /** Whether every text is good. */
  readonly any: boolean;

  constructor(any: boolean) {
    this.any = any;
  }

  has(text: string): boolean {
    return this.any || this.#texts.has(text);
  }

  /** Remembers a few of a usual length. */
  add(text: string): void {
    if (text.length < 40 && this.#texts.size < 100) this.#texts.add(text);
  }
}

/** What is known of the values of a parameter in objects of a scope (`action`), for a release. */
export function goodValues(fact: ParameterFact, scope: string, version: string): GoodValues {
  if (version !== known.version) known = { version, facts: new WeakMap() };
  let scopes = known.facts.get(fact);
  if (scopes === undefined) {
    scopes = new Map();
    known.facts.set(fact, scopes);
  }
  let good = scopes.get(scope);
  if (good === undefined) {
    good = new GoodValues(!isKnown(fact, version) || takesAny(fact, scope, version));
    scopes.set(scope, good);
  }
  return good;
}

/** Of the release that was asked for last. */
let known: { readonly version: string; readonly facts: WeakMap<ParameterFact, Map<string, GoodValues>> } = {
  version: '',
  facts: new WeakMap(),
};

function takesAny(fact: ParameterFact, scope: string, version: string): boolean {
  const name = fact.name.toLowerCase();
  const place = valueScope(fact, scope);
  return (
    name !== 'internalmsg.severity' &&
    takesAnyText(typeIn(fact, version)) &&
    rangeOf(fact.module, place, name, version) === undefined &&
    enumerationOf(fact.module, place, name) === undefined
  );
}

/** The scope under which the tables of values have a parameter that stands in an object of `scope`. */
export function valueScope({ module, name }: ParameterFact, scope: string): string {
  return module === 'core' && name.toLowerCase().startsWith('queue.') ? 'queue' : scope;
}
