import { ownCopy } from '../../text/own-copy.ts';
import type { ModuleFact } from './facts/modules.ts';
import { moduleOf, moduleParameter, type Parameters, parametersFor, textOf } from './objects.ts';
import type { ObjectNode } from './syntax/tree.ts';

/**
 * What objects have in common that name the same module and have the same parameters in the same order. A large file has tens of thousands of
 * objects and a few forms: what hangs on the form alone is found out once.
 */
export interface Form {
  readonly word: string;
  /** What names its module, as it is written; undefined where nothing does, or a backtick. */
  readonly type: string | undefined;
  /** Undefined where it names none that is known. */
  readonly module: ModuleFact | undefined;
  readonly names: ReadonlySet<string>;
  /** The names as they stand, some of them perhaps twice. */
  readonly order: readonly string[];
  /** Those whose value is a list. */
  readonly arrays: ReadonlySet<string>;
  /** Whether a parameter stands in it twice. */
  readonly repeats: boolean;
  /** What may stand in it. */
  readonly parameters: Parameters;
}

/** Where the forms with the same first parameters part. */
interface Branch {
  form: Form | undefined;
  readonly next: Map<string, Branch>;
}

/** More than any person's files have; a text of many more is one of no person. */
const MOST = 10_000;

const known = { words: new Map<string, Map<string, Branch>>(), branches: 0 };

/** The form of an object; the same one for all objects of it, wherever they stand. */
export function formOf(node: ObjectNode): Form {
  const { word, parameters } = node;
  const key = moduleParameter(word);
  const type = key === undefined ? undefined : textOf(node, key);
  let modules = known.words.get(word);
  if (modules === undefined) {
    modules = new Map();
    known.words.set(word, modules);
  }
  let branch = below(modules, type ?? '');
  for (const { name, value } of parameters) {
    branch = below(branch.next, value?.kind === 'array' ? `${name}[]` : name);
    // Which table a provider brings hangs on its name.
    if (name.endsWith('.provider')) return newForm(node, type);
  }
  branch.form ??= newForm(node, type);
  if (known.branches > MOST) {
    known.words.clear();
    known.branches = 0;
  }
  return branch.form;
}

function below(branches: Map<string, Branch>, name: string): Branch {
  const there = branches.get(name);
  if (there !== undefined) return there;
  const made: Branch = { form: undefined, next: new Map() };
  branches.set(ownCopy(name), made);
  known.branches++;
  return made;
}

function newForm(node: ObjectNode, type: string | undefined): Form {
  const order = node.parameters.map(({ name }) => ownCopy(name));
  const names = new Set(order);
  return {
    word: node.word,
    type: type && ownCopy(type),
    module: moduleOf(node),
    names,
    order,
    arrays: new Set(order.filter((_, at) => node.parameters[at]?.value?.kind === 'array')),
    repeats: names.size < node.parameters.length,
    parameters: parametersFor(node),
  };
}
