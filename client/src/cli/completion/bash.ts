import { type DescribedCommand, type DescribedProgram, flattened, type Values } from './describe-program.ts';

/** The completion of a program for bash 4 and later; it needs no package of completions. */
export function bashCompletion(program: DescribedProgram): string {
  const names = program.commands.map(({ name }) => name).join(' ');
  return `# bash completion of ${program.name}: source it, or keep it as ~/.local/share/bash-completion/completions/${program.name}
_${program.name}() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command='' word
  # bash takes the = of --option=value for a word of its own.
  if [[ $cur == = ]]; then cur=''; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) ;; *) command=$word; break ;; esac
  done
  COMPREPLY=()
  case $command in
${program.commands
  .map(flattened)
  .map((command) => `    ${command.name})\n${commandBody(command)}      ;;\n`)
  .join('')}    *)
      mapfile -t COMPREPLY < <(compgen -W '${names} help ${program.options.map(({ long }) => long).join(' ')}' -- "$cur")
      ;;
  esac
}
complete -F _${program.name} ${program.name}
`;
}

function commandBody({ arguments: words, options }: DescribedCommand): string {
  const taking = options.filter(({ value, valueOptional }) => value !== undefined && !valueOptional);
  const cases = taking
    .map(({ long, short, values }) => `        ${[short, long].filter(Boolean).join('|')}) ${reply(values)}; return ;;\n`)
    .join('');
  const flags = options.flatMap(({ long, short }) => [long, ...(short === undefined ? [] : [short])]).join(' ');
  const first = words[0]?.values;
  return `${cases === '' ? '' : `      case $prev in\n${cases}      esac\n`}      if [[ $cur == -* ]]; then mapfile -t COMPREPLY < <(compgen -W '${flags}' -- "$cur")
      else ${first === undefined ? ':' : reply(first)}; fi
`;
}

function reply({ kind, words }: Values): string {
  if (kind === 'words') return `mapfile -t COMPREPLY < <(compgen -W '${words.join(' ')}' -- "$cur")`;
  return kind === 'files' ? 'compopt -o filenames 2> /dev/null; mapfile -t COMPREPLY < <(compgen -f -- "$cur")' : ':';
}
