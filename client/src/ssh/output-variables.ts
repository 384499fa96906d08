import { isRefusedName } from './refused-names.ts';

/** The variables of an `$OPSBOOK_OUTPUT` file, and what is wrong with its lines. */
export interface OutputVariables {
  readonly variables: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/**
 * Reads `KEY=VALUE` lines, and `KEY<<EOF` with the lines down to one that is just `EOF` (any word). Blank lines count nothing, a CR at a line's
 * end is no part of a value, of two equal keys the last counts. A line that is neither, a name that could turn data into code, and a
 * block without its end are problems; the rest still counts.
 */
export function outputVariables(text: string): OutputVariables {
  const variables = new Map<string, string>();
  const problems: string[] = [];
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const set = (name: string, value: string, line: number): void => {
    if (isRefusedName(name)) {
      problems.push(`line ${line} of \`OPSBOOK_OUTPUT\` sets \`${name}\`, which could turn data into code; choose another name`);
    } else if (value.includes('\0')) {
      problems.push(`line ${line} of \`OPSBOOK_OUTPUT\` sets \`${name}\` to a value with a NUL character`);
    } else {
      variables.set(name, value);
    }
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const pair = /^([A-Za-z_][A-Za-z0-9_]*)(=|<<)(.*)$/s.exec(line);
    const [, name = '', operator = '', rest = ''] = pair ?? [];
    if (!pair) {
      problems.push(`line ${at + 1} of \`OPSBOOK_OUTPUT\` is neither \`KEY=VALUE\` nor \`KEY<<WORD\``);
    } else if (operator === '=') {
      set(name, rest, at + 1);
    } else {
      const word = rest.trim();
      const end = lines.indexOf(word, at + 1);
      if (word === '' || end < 0) {
        problems.push(`line ${at + 1} of \`OPSBOOK_OUTPUT\` begins \`${name}<<${word}\`, but no line \`${word}\` ends it`);
        break;
      }
      set(name, lines.slice(at + 1, end).join('\n'), at + 1);
      at = end;
    }
  }
  return { variables: Object.fromEntries(variables), problems };
}
