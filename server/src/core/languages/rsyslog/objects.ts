import { type ParameterFact, type ParameterTable, parameterTable } from './facts/parameter-tables.ts';
import { nearest } from '../values/suggest.ts';
import { type ModuleFact, moduleNamed } from './facts/modules.ts';
import type { ObjectNode, Parameter, StringValue } from './syntax/tree.ts';

/** The parameter of an object by its lower case name. */
export function parameterOf(node: ObjectNode, name: string): Parameter | undefined {
  return node.parameters.find((parameter) => parameter.name === name);
}

/** The text of a parameter; undefined where it is not there, a list, or a backtick whose outcome nobody knows here. */
export function textOf(node: ObjectNode, name: string): string | undefined {
  const value = stringOf(node, name);
  return value === undefined || value.quote === '`' ? undefined : value.text;
}

/** A parameter's value where it is a single string. */
export function stringOf(node: ObjectNode, name: string): StringValue | undefined {
  const value = parameterOf(node, name)?.value;
  return value?.kind === 'string' ? value : undefined;
}

/** The texts of a parameter that may be a list. */
export function stringsOf(node: ObjectNode, name: string): readonly StringValue[] {
  const value = parameterOf(node, name)?.value;
  return value === undefined ? [] : value.kind === 'array' ? value.elements : [value];
}

/** The word of an object that names its module. */
export function moduleParameter(word: string): string | undefined {
  return word === 'module' ? 'load' : word === 'action' || word === 'input' || word === 'parser' ? 'type' : undefined;
}

/** The module an object speaks of; undefined where it names none that is known. */
export function moduleOf(node: ObjectNode): ModuleFact | undefined {
  const key = moduleParameter(node.word);
  const name = key === undefined ? undefined : textOf(node, key);
  return name === undefined ? undefined : moduleNamed(name);
}

/** What may stand in an object. */
export interface Parameters {
  readonly tables: readonly ParameterTable[];
  /** False where the module is not known, so that a parameter found nowhere may still be one. */
  readonly complete: boolean;
}

/** The parameters that an object takes, from the core's tables, the queue's, its module's and those of the providers it names. */
export function parametersFor(node: ObjectNode): Parameters {
  const module = moduleOf(node);
  const own = module?.name ?? '';
  switch (node.word) {
    case 'action': {
      const signature = textOf(node, 'sig.provider')?.toLowerCase();
      return {
        tables: [
          parameterTable(own, 'action'),
          parameterTable('core', 'action'),
          ...queue(node),
          ...cryptography(node, 'cry.provider', 'action'),
          ...(signature === 'ksi_ls12' ? [parameterTable('lmsig_ksi-ls12', 'action')] : []),
        ],
        // The tables of the older signature providers went with them.
        complete: module !== undefined && (parameterOf(node, 'sig.provider') === undefined || signature === 'ksi_ls12'),
      };
    }
    case 'input':
    case 'parser':
    case 'module':
      return { tables: [parameterTable(own, node.word), parameterTable('core', node.word)], complete: module !== undefined };
    case 'ruleset':
    case 'main_queue':
      return { tables: [parameterTable('core', node.word), ...queue(node)], complete: true };
    case 'property':
    case 'constant':
      return { tables: [parameterTable('core', `template/${node.word}`)], complete: true };
    default:
      return { tables: [parameterTable('core', node.word)], complete: true };
  }
}

function queue(node: ObjectNode): readonly ParameterTable[] {
  return [parameterTable('core', 'queue'), ...cryptography(node, 'queue.cry.provider', 'queue')];
}

function cryptography(node: ObjectNode, parameter: string, scope: string): readonly ParameterTable[] {
  const provider = stringOf(node, parameter)?.text.toLowerCase();
  if (provider === undefined) return [];
  return provider === 'ossl' ? [parameterTable('lmcry_ossl', scope)] : [parameterTable('lmcry_gcry', scope)];
}

/** The fact of a parameter in an object, by its lower case name. */
export function parameterFact(parameters: Parameters, name: string): ParameterFact | undefined {
  for (const table of parameters.tables) {
    const fact = table.get(name);
    if (fact !== undefined) return fact;
  }
  return undefined;
}

/** How a person names an object: `action(type="omfile")`. */
export function titleOf(node: ObjectNode): string {
  const key = moduleParameter(node.word);
  const name = key === undefined ? undefined : textOf(node, key);
  return name === undefined ? `${node.word}()` : `${node.word}(${key}="${name}")`;
}

/** The scope of an object's own parameters in the tables: its word, with `template/` in front of a list template's parts. */
export function scopeOf(word: string): string {
  return word === 'property' || word === 'constant' ? `template/${word}` : word;
}

/** The parameter of an object that nobody knows and that was most likely meant as `name`: one slip is one problem. */
export function misspelled(node: ObjectNode, parameters: Parameters, name: string): Parameter | undefined {
  return node.parameters.find(
    (parameter) => parameterFact(parameters, parameter.name) === undefined && nearest(parameter.name, [name.toLowerCase()]) !== undefined,
  );
}
