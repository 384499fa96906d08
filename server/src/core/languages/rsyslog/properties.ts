import { nearest } from '../values/suggest.ts';
import { properties } from './facts/names.ts';
import { hasReached } from './facts/version.ts';

/** What is wrong with a property's name. */
export interface PropertyTrouble {
  readonly message: string;
  readonly meant?: string;
}

/**
 * Why rsyslogd knows no property of this name, as templates and filters write it (`propNameToID`, runtime/msg.c); undefined where it
 * does. Names ignore case; variables begin with `$!`, `$.` or `$/`, the `$` may be left out.
 */
export function propertyTrouble(name: string, version: string): PropertyTrouble | undefined {
  if (/^\$?[!./]/.test(name)) return undefined;
  const fact = properties.get(name.toLowerCase());
  if (fact !== undefined)
    return hasReached(version, fact.since)
      ? undefined
      : { message: `The property \`${name}\` is known since ${fact.since}: rsyslogd ${version} does not know it` };
  const system = properties.has(`$${name.toLowerCase()}`) ? `$${name.toLowerCase()}` : undefined;
  const meant = system ?? nearest(name, properties.keys());
  return {
    message: `\`${name}\` is no message property${meant === undefined ? '' : `: did you mean \`${meant}\`?`}`,
    ...(meant !== undefined && { meant }),
  };
}
