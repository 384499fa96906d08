import { type DescribedOption, type DescribedProgram, flattened, type Values } from './describe-program.ts';

/** The completion of a program for zsh, as a file of its function path or to be sourced after compinit. */
export function zshCompletion({ name, commands: all, options }: DescribedProgram): string {
  const commands = all.map(flattened);
  return `#compdef ${name}
# zsh completion of ${name}: keep it as _${name} in a folder of $fpath, or source it after compinit

_${name}() {
  local context state line curcontext=$curcontext
  typeset -A opt_args
  _arguments -C \\
${options.map((option) => `    ${spec(option)} \\\n`).join('')}    '1: :->command' \\
    '*:: :->words'
  case $state in
    command)
      local -a commands
      commands=(
${commands.map((command) => `        ${quote(`${command.name}:${command.description}`)}\n`).join('')}      )
      _describe -t commands command commands
      ;;
    words)
      case $line[1] in
${commands
  .map(
    (command) =>
      `        ${command.name})\n          _arguments${[
        ...command.options.map(spec),
        ...command.arguments.map((argument) =>
          quote(`${argument.variadic ? '*' : ''}:${inSpec(argument.name)}:${action(argument.values)}`),
        ),
      ]
        .map((text) => ` \\\n            ${text}`)
        .join('')}\n          ;;\n`,
  )
  .join('')}      esac
      ;;
  esac
}

if [[ \${funcstack[1]:-} == _${name} ]]; then _${name} "$@"; else compdef _${name} ${name}; fi
`;
}

function spec({ short, long, value, values, valueOptional, repeatable, description }: DescribedOption): string {
  const rest = `[${inSpec(description)}]${value === undefined ? '' : `${valueOptional ? '::' : ':'}${inSpec(value)}:${action(values)}`}`;
  const every = repeatable ? '*' : '';
  const one = (flag: string): string => quote(`${every}${flag}${value !== undefined && flag.startsWith('--') ? '=' : ''}${rest}`);
  return [...(short === undefined ? [] : [one(short)]), one(long)].join(' ');
}

function action({ kind, words }: Values): string {
  if (kind === 'words') return `(${words.map((word) => word.replace(/[ ()]/g, '\\$&')).join(' ')})`;
  return kind === 'files' ? '_files' : ' ';
}

/** Text in a specification, where colons and brackets mean something. */
function inSpec(text: string): string {
  return text.replace(/[[\]:]/g, '\\$&');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
