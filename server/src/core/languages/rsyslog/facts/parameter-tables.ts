import { coreParameters } from './core-parameters.ts';
import { inputParameters } from './input-parameters.ts';
import { messageParameters } from './message-parameters.ts';
import { outputParameters } from './output-parameters.ts';
import { hasReached } from './version.ts';
import { once } from '../../../once.ts';

/** How rsyslogd reads a parameter's value (`eCmdHdlr...` in runtime/typedefs.h). */
export type ValueType =
  | 'array'
  | 'binary'
  | 'facility'
  | 'mode'
  | 'group'
  | 'user'
  | 'character'
  | 'word'
  | 'integer'
  | 'non-negative'
  | 'positive'
  | 'queue-type'
  | 'severity'
  | 'size'
  | 'string'
  | 'gone'
  | 'handler';

/** One parameter of an object, or the value of a legacy directive. */
export interface ParameterFact {
  /** As the sources write it; names ignore case. */
  readonly name: string;
  readonly module: string;
  readonly type: ValueType;
  /** Another type that it had before the release `newTypeSince`. */
  readonly oldType?: ValueType;
  readonly newTypeSince?: string;
  readonly required: boolean;
  readonly requiredSince?: string;
  readonly requiredUntil?: string;
  readonly deprecated: boolean;
  /** First release that knows it; undefined where that is v5.1 or earlier. */
  readonly since?: string;
  /** First release that no longer knows it. */
  readonly until?: string;
}

const types: Readonly<Record<string, ValueType>> = {
  a: 'array',
  b: 'binary',
  f: 'facility',
  m: 'mode',
  g: 'group',
  u: 'user',
  c: 'character',
  w: 'word',
  i: 'integer',
  n: 'non-negative',
  p: 'positive',
  q: 'queue-type',
  v: 'severity',
  z: 'size',
  s: 'string',
  x: 'gone',
  h: 'handler',
};

// name:T[>T@year][!|!+year|!-year][~][@since][-until], where a year stands for a release of v8
const entry = /^([^:]+):([a-z])(?:>([a-z])@(\d+))?(!(?:[+-]\d+)?)?(~)?(?:@([\d.]+))?(?:-([\d.]+))?$/;

/** Reads one entry of a table in the compact notation; undefined for a text that is none. */
export function readEntry(text: string, module: string): ParameterFact | undefined {
  const parts = entry.exec(text);
  if (parts === null) return undefined;
  const [, name = '', first = '', second, changed, required, deprecated, since, until] = parts;
  return {
    name,
    module,
    type: types[second ?? first] as ValueType,
    ...(second !== undefined && { oldType: types[first] as ValueType, newTypeSince: `8.${changed}` }),
    required: required !== undefined,
    ...(required?.startsWith('!+') && { requiredSince: `8.${required.slice(2)}` }),
    ...(required?.startsWith('!-') && { requiredUntil: `8.${required.slice(2)}` }),
    deprecated: deprecated !== undefined,
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

/** Parameters by lower case name. */
export type ParameterTable = ReadonlyMap<string, ParameterFact>;

function readTables(texts: readonly string[]): ReadonlyMap<string, ParameterTable> {
  const out = new Map<string, Map<string, ParameterFact>>();
  for (const text of texts) {
    let module = '';
    let table = new Map<string, ParameterFact>();
    for (const line of text.split('\n')) {
      if (line === '') continue;
      if (line[0] !== ' ') {
        module = line.split(' ', 1)[0] as string;
        table = out.get(line) ?? new Map<string, ParameterFact>();
        out.set(line, table);
        continue;
      }
      for (const word of line.trim().split(/\s+/)) {
        const fact = readEntry(word, module);
        if (fact !== undefined) table.set(fact.name.toLowerCase(), fact);
      }
    }
  }
  return out;
}

/** Every table, by module and scope (`omfile action`, `core ruleset`). */
export const allTables = once(
  (): ReadonlyMap<string, ParameterTable> => readTables([coreParameters, inputParameters, outputParameters, messageParameters]),
);
const none: ParameterTable = new Map();

/** The table of a module's scope (`omfile`, `action`), the core's own under `core`; empty where there is none. */
export function parameterTable(module: string, scope: string): ParameterTable {
  return allTables().get(`${module} ${scope}`) ?? none;
}

const required = once<ReadonlyMap<ParameterTable, readonly ParameterFact[]>>(
  () => new Map([...allTables().values()].map((table) => [table, [...table.values()].filter((fact) => fact.required)] as const)),
);

/** The parameters of a table that some release insists on. */
export function requiredIn(table: ParameterTable): readonly ParameterFact[] {
  return required().get(table) ?? [];
}

/** Whether `version` knows a parameter. */
export function isKnown(fact: ParameterFact, version: string): boolean {
  return hasReached(version, fact.since) && !(fact.until !== undefined && hasReached(version, fact.until));
}

/** Whether `version` insists on a parameter. */
export function isRequired(fact: ParameterFact, version: string): boolean {
  if (!fact.required || !isKnown(fact, version)) return false;
  if (fact.requiredUntil !== undefined && hasReached(version, fact.requiredUntil)) return false;
  return hasReached(version, fact.requiredSince);
}

/** How `version` reads a parameter's value. */
export function typeIn(fact: ParameterFact, version: string): ValueType {
  return fact.oldType !== undefined && !hasReached(version, fact.newTypeSince) ? fact.oldType : fact.type;
}
