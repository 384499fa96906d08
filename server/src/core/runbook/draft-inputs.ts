import type { DraftInput, DraftRefusal } from './draft-types.ts';
import type { Input } from './model.ts';

/** The inputs of a run: their values, those without one, and what is wrong with what was given. */
export interface ReadInputs {
  readonly inputs: readonly DraftInput[];
  readonly missing: readonly DraftInput[];
  readonly values: ReadonlyMap<string, string>;
  readonly refusals: readonly DraftRefusal[];
}

/** `declared` inputs with the values `given`, their defaults otherwise; `lineOf` tells the line (from 1) of an input. */
export function draftInputs(
  declared: readonly Input[],
  given: Readonly<Record<string, string>>,
  lineOf: (input: Input) => number,
): ReadInputs {
  const inputs: DraftInput[] = [];
  const missing: DraftInput[] = [];
  const values = new Map<string, string>();
  const refusals: DraftRefusal[] = [];
  for (const input of declared) {
    const value = Object.hasOwn(given, input.name) ? given[input.name] : input.default;
    const known: DraftInput = {
      name: input.name,
      secret: input.secret,
      ...(input.description !== undefined && { description: input.description }),
      ...(input.choices !== undefined && { choices: input.choices }),
      ...(input.pattern !== undefined && { pattern: input.pattern }),
      ...(value !== undefined && !input.secret && { value }),
    };
    inputs.push(known);
    if (value === undefined) {
      missing.push(known);
      continue;
    }
    const wrong = inputTrouble(known, value);
    if (wrong === undefined) values.set(input.name, value);
    else refusals.push({ line: lineOf(input), message: wrong });
  }
  for (const name of Object.keys(given)) {
    if (!declared.some((input) => input.name === name))
      refusals.push({ line: 1, message: `No input is called \`${name}\`: the front matter has ${names(declared)}` });
  }
  return { inputs, missing, values, refusals };
}

/** Why `value` cannot be the value of an input; undefined where it can. A secret's value is never quoted. */
export function inputTrouble(input: DraftInput, value: string): string | undefined {
  const shown = input.secret ? 'the value' : `\`${value}\``;
  if (input.choices !== undefined && !input.choices.includes(value))
    return `The input \`${input.name}\`: ${shown} is none of ${input.choices.map((choice) => `\`${choice}\``).join(', ')}`;
  if (input.pattern !== undefined && !new RegExp(input.pattern, 'u').test(value))
    return `The input \`${input.name}\`: ${shown} does not match \`${input.pattern}\``;
  if (input.secret && value.length < 6) return `The input \`${input.name}\`: a secret of fewer than 6 characters cannot be masked`;
  return undefined;
}

function names(declared: readonly Input[]): string {
  return declared.length === 0 ? 'none' : declared.map(({ name }) => `\`${name}\``).join(', ');
}
