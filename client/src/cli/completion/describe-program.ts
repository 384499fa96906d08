import type { Argument, Command, Option } from 'commander';
import { allRules, languages } from '../../../../server/src/core/index.ts';

/** What may stand for a value: some words, the path of a file, or anything. */
export interface Values {
  readonly kind: 'words' | 'files' | 'any';
  readonly words: readonly string[];
}

/** An option as completions and the manual page need it. */
export interface DescribedOption {
  readonly short: string | undefined;
  readonly long: string;
  /** The name of its value, as `file`; undefined where it takes none. */
  readonly value: string | undefined;
  readonly values: Values;
  readonly valueOptional: boolean;
  readonly repeatable: boolean;
  readonly description: string;
  readonly standard: string | undefined;
}

/** A command, or the program itself. */
export interface DescribedCommand {
  readonly name: string;
  readonly description: string;
  readonly usage: string;
  readonly arguments: readonly {
    readonly name: string;
    readonly description: string;
    readonly values: Values;
    readonly variadic: boolean;
  }[];
  readonly options: readonly DescribedOption[];
  /** Those below it, named with its own name: `rsyslog try`. */
  readonly commands: readonly DescribedCommand[];
}

/** The program with its commands, from the definition that parses the command line. */
export interface DescribedProgram extends DescribedCommand {
  readonly version: string;
}

/** Describes a program of commander; nothing is run. */
export function describeProgram(program: Command): DescribedProgram {
  return { ...describe(program, ''), version: program.version() ?? '' };
}

function describe(command: Command, above: string): DescribedCommand {
  const help = command.createHelp();
  const name = `${above}${command.name()}`;
  const below = help.visibleCommands(command).filter((one) => one.name() !== 'help');
  return {
    name,
    description: command.description(),
    usage: command.usage(),
    arguments: command.registeredArguments.map((argument: Argument) => ({
      name: argument.name(),
      description: argument.description,
      values: valuesOf(argument.name(), argument.argChoices ?? quoted(argument.description)),
      variadic: argument.variadic,
    })),
    options: help.visibleOptions(command).map(describeOption),
    commands: below.map((one) => describe(one, command.parent === null ? '' : `${name} `)),
  };
}

/** A command as a shell sees it that looks no deeper: the names below it are its argument, and their options its own. */
export function flattened(command: DescribedCommand): DescribedCommand {
  if (command.commands.length === 0) return command;
  const names = command.commands.map(({ name }) => name.split(' ').at(-1) as string);
  const options = [...command.options, ...command.commands.flatMap((one) => one.options)];
  return {
    ...command,
    arguments: [
      { name: 'command', description: 'what to do', values: { kind: 'words', words: names }, variadic: false },
      ...(command.commands[0]?.arguments ?? []),
    ],
    options: [...new Map(options.map((option) => [option.long, option])).values()],
  };
}

function describeOption(option: Option): DescribedOption {
  const value = /[<[]([^>\]]+)[>\]]/.exec(option.flags)?.[1];
  return {
    short: option.short,
    long: option.long ?? option.flags,
    value,
    values: value === undefined ? { kind: 'any', words: [] } : valuesOf(value, option.argChoices),
    valueOptional: option.optional,
    repeatable: Array.isArray(option.defaultValue),
    description: option.description,
    standard: option.defaultValue === undefined || Array.isArray(option.defaultValue) ? undefined : String(option.defaultValue),
  };
}

/** The words in backticks, where a description is made of nothing else. */
function quoted(description: string): readonly string[] | undefined {
  return /^(`[a-z]+`(, | or )?)+$/.test(description)
    ? [...description.matchAll(/`([a-z]+)`/g)].map((match) => match[1] as string)
    : undefined;
}

const files = new Set(['paths', 'path', 'file', 'runbook', 'logs', 'name=path']);

function valuesOf(name: string, choices: readonly string[] | undefined): Values {
  if (choices !== undefined) return { kind: 'words', words: choices };
  if (name === 'rule') return { kind: 'words', words: allRules().map(({ id }) => id) };
  if (name === 'language') return { kind: 'words', words: ['runbook', ...languages.map(({ id }) => id)] };
  if (name === 'language.key=value')
    return {
      kind: 'words',
      words: languages.flatMap(({ id, settings }) =>
        settings.flatMap(({ key, values }) => (values ?? ['']).map((value) => `${id}.${key}=${value}`)),
      ),
    };
  return { kind: files.has(name) ? 'files' : 'any', words: [] };
}
