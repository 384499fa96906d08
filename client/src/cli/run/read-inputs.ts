import { readFileSync } from 'node:fs';
import { type DraftInput, inputTrouble } from '../../../../server/src/core/index.ts';
import { fileTrouble } from '../../../../server/src/host/file-trouble.ts';
import { UsageError } from '../usage-error.ts';
import { askLine, isInteractive } from './terminal.ts';

/** What was given for inputs on the command line and in the environment. */
export interface GivenInputs {
  /** `name=value`. */
  readonly input: readonly string[];
  /** `name=PATH`. */
  readonly inputFile: readonly string[];
}

/** The values of plain inputs, and of secret ones apart from them. */
export interface InputValues {
  readonly inputs: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * The values for the inputs that a runbook declares: `--input`, `--input-file`, `OPSBOOK_INPUT_name`, in this order. A secret on the command
 * line is a usage error, for every user of the machine can read it there.
 */
export function givenInputs(declared: readonly DraftInput[], given: GivenInputs, environment: NodeJS.ProcessEnv): InputValues {
  const inputs: Record<string, string> = {};
  const secrets: Record<string, string> = {};
  const put = (name: string, value: string): void => {
    if (declared.find((input) => input.name === name)?.secret === true) secrets[name] = value;
    else inputs[name] = value;
  };
  for (const { name } of declared) {
    const value = environment[`OPSBOOK_INPUT_${name}`];
    if (value !== undefined) put(name, value);
  }
  for (const word of given.inputFile) {
    const [name, path] = split(word, '--input-file');
    try {
      put(name, readFileSync(path, 'utf8').replace(/\r?\n$/, ''));
    } catch (error) {
      throw new UsageError(`--input-file: \`${path}\`: ${fileTrouble(error, 'read')}`);
    }
  }
  for (const word of given.input) {
    const [name, value] = split(word, '--input');
    if (declared.find((input) => input.name === name)?.secret === true) {
      throw new UsageError(
        `--input: \`${name}\` is a secret, and a command line can be read by everybody on this machine; \`--input-file\` or \`OPSBOOK_INPUT_${name}\` was expected`,
      );
    }
    put(name, value);
  }
  return { inputs, secrets };
}

/** Asks for what is missing; without a terminal a usage error that names all of it. */
export async function askInputs(missing: readonly DraftInput[], values: InputValues): Promise<InputValues> {
  const open = missing.filter(({ name }) => values.secrets[name] === undefined && values.inputs[name] === undefined);
  if (open.length === 0) return values;
  if (!isInteractive()) {
    const names = open.map(({ name, secret }) =>
      secret ? `\`${name}\` (a secret: --input-file or OPSBOOK_INPUT_${name})` : `\`${name}\``,
    );
    const expected = open.every(({ secret }) => secret) ? '' : '; `--input name=value` was expected';
    throw new UsageError(`missing inputs: ${names.join(', ')}${expected}`);
  }
  const inputs = { ...values.inputs };
  const secrets = { ...values.secrets };
  for (const input of open) {
    const hint = input.choices === undefined ? '' : ` (${input.choices.join(', ')})`;
    for (;;) {
      const value = await askLine(`${input.name}${input.description === undefined ? '' : `, ${input.description}`}${hint}: `, input);
      if (value === undefined) throw new UsageError(`no value was given for \`${input.name}\``);
      const trouble = inputTrouble(input, value);
      if (trouble === undefined) {
        if (input.secret) secrets[input.name] = value;
        else inputs[input.name] = value;
        break;
      }
      process.stderr.write(`${trouble}\n`);
    }
  }
  return { inputs, secrets };
}

function split(word: string, flag: string): readonly [string, string] {
  const equals = word.indexOf('=');
  if (equals < 1) throw new UsageError(`${flag}: \`${word}\` is not of the form \`name=value\``);
  return [word.slice(0, equals), word.slice(equals + 1)];
}
