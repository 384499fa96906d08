import { type DescribedOption, type DescribedProgram, flattened, type Values } from './describe-program.ts';

/** The completion of a program for fish 3 and later. */
export function fishCompletion({ name, commands, options }: DescribedProgram): string {
  const lines = [
    `# fish completion of ${name}: source it, or keep it as ~/.config/fish/completions/${name}.fish`,
    `complete -c ${name} -f`,
  ];
  for (const option of options) lines.push(`complete -c ${name} -n __fish_use_subcommand ${flag(option)}`);
  for (const command of commands.map(flattened)) {
    lines.push(`complete -c ${name} -n __fish_use_subcommand -a ${command.name} -d ${quote(command.description)}`);
    const here = `complete -c ${name} -n '__fish_seen_subcommand_from ${command.name}'`;
    for (const option of command.options) lines.push(`${here} ${flag(option)}`);
    for (const { values, description } of command.arguments) {
      const offered = what(values);
      if (offered !== '') lines.push(`${here} ${offered}${values.kind === 'words' ? ` -d ${quote(description)}` : ''}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function flag({ short, long, value, values, valueOptional, description }: DescribedOption): string {
  const named = [...(short === undefined ? [] : [`-s ${short.slice(1)}`]), long.startsWith('--') ? `-l ${long.slice(2)}` : '']
    .filter(Boolean)
    .join(' ');
  const taking =
    value === undefined || valueOptional
      ? ''
      : values.kind === 'files'
        ? ' -r -F'
        : ` -x${values.kind === 'words' ? ` ${what(values)}` : ''}`;
  return `${named}${taking} -d ${quote(description)}`;
}

function what({ kind, words }: Values): string {
  if (kind === 'words') return `-a ${quote(words.join(' '))}`;
  return kind === 'files' ? '-F' : '';
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
