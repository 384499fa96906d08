import { hasReached } from '../facts/version.ts';
import { copyJson, type Json, JsonObject } from './json-value.ts';
import { NotComputed } from './not-computed.ts';

/** The message's own variables `$!`, the local ones `$.` and the global ones `$/`; undefined while nothing was set. */
export interface Variables {
  '!': Json | undefined;
  '.': Json | undefined;
  '/': Json | undefined;
}

export type Root = keyof Variables;

/** A variable's root and the rest of its name: `!a!b` of `$!a!b`; undefined for a property. */
export function variablePath(name: string): { readonly root: Root; readonly path: readonly string[] } | undefined {
  const root = name[0];
  if (root !== '!' && root !== '.' && root !== '/') return undefined;
  const rest = name.slice(1);
  return { root, path: rest === '' ? [] : rest.split('!') };
}

/** A member, `name[2]` being one of an array (`jsonVarExtract`, runtime/msg.c); undefined where there is none. */
function member(parent: Json | undefined, key: string): Json | undefined {
  if (!(parent instanceof JsonObject)) return undefined;
  const index = /^([^[]*)\[\s*([+-]?\d+)\]$/.exec(key);
  const list = index === null ? undefined : parent.get(index[1] as string);
  if (index !== null && Array.isArray(list)) return (list as readonly Json[])[Number(index[2])];
  return parent.get(key);
}

/** The value of a variable; undefined where there is none. */
export function getVariable(variables: Variables, root: Root, path: readonly string[]): Json | undefined {
  let at = variables[root];
  for (const key of path) at = member(at, key);
  return at;
}

/** Sets a variable as `msgAddJSON` (runtime/msg.c) does: what is in the way is kept, an object that comes to an object is poured into it, before 8.2606 into the root. */
export function setVariable(
  variables: Variables,
  root: Root,
  path: readonly string[],
  value: Json,
  { reset, version }: { readonly reset: boolean; readonly version: string },
): void {
  const merge = (into: Json | undefined): void => {
    // `jsonMerge` looks at neither before it takes them for objects.
    if (!(into instanceof JsonObject && value instanceof JsonObject))
      throw new NotComputed('rsyslogd crashes here: JSON that is no object is poured into a whole tree that is there already');
    for (const [key, one] of value.entries) into.set(key, one);
  };
  if (path.length === 0) {
    if (variables[root] === undefined) variables[root] = copyJson(value);
    else merge(variables[root]);
    return;
  }
  variables[root] ??= new JsonObject();
  let parent: Json | undefined = variables[root];
  for (const key of path.slice(0, -1)) {
    let next: Json | undefined = member(parent, key);
    if (next === undefined || next === null) {
      if (!(parent instanceof JsonObject)) return;
      next = new JsonObject();
      parent.set(key, next);
    }
    parent = next;
  }
  if (!(parent instanceof JsonObject)) return;
  const leaf = path.at(-1) as string;
  const there = member(parent, leaf);
  if (reset || there === undefined || there === null) parent.set(leaf, value);
  else if (value instanceof JsonObject && !hasReached(version, '8.2606')) merge(variables[root]);
  else if (value instanceof JsonObject && there instanceof JsonObject) merge(there);
  else if (value instanceof JsonObject) parent.set(leaf, value);
  else if (!(there instanceof JsonObject)) parent.set(leaf, value);
}

/** Takes a variable away. */
export function unsetVariable(variables: Variables, root: Root, path: readonly string[]): void {
  if (path.length === 0) {
    variables[root] = undefined;
    return;
  }
  const parent = getVariable(variables, root, path.slice(0, -1));
  if (parent instanceof JsonObject) parent.delete(path.at(-1) as string);
}
