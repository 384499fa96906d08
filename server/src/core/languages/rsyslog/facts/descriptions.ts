import { once } from '../../../once.ts';
import { commonDescriptions } from './descriptions/common.ts';
import { inputsDescriptions } from './descriptions/inputs.ts';
import { messagesDescriptions } from './descriptions/messages.ts';
import { outputsDescriptions } from './descriptions/outputs.ts';

interface Description {
  readonly text: string;
  readonly default?: string;
}

/** Modules that take another's parameters. */
const twins: Readonly<Record<string, string>> = { 'omfile-hardened': 'omfile' };

const descriptions = once(
  (): ReadonlyMap<string, Description> =>
    new Map(
      // One line each: name, or module.name where modules differ; our own words; the default, where it is one value in every release.
      // They follow the modules' sources and manuals.
      `${commonDescriptions}${inputsDescriptions}${outputsDescriptions}${messagesDescriptions}`
        .trim()
        .split(/\n+/)
        .map((line) => {
          const [key = '', text = '', fallback] = line.split('|');
          return [key, { text, ...(fallback !== undefined && { default: fallback }) }] as const;
        }),
    ),
);

/** What a parameter (lower case) of a module does; undefined where nothing is written of it. */
export function descriptionOf(module: string, parameter: string): Description | undefined {
  const known = descriptions();
  return known.get(`${twins[module] ?? module}.${parameter}`) ?? known.get(parameter);
}
