/** Whether `output` meets the lines of an expectation block; else the first line that does not, in a sentence. Escapes and trailing blanks do not count. */
export function unmetOutput(output: string, expected: string): string | undefined {
  const lines = linesOf(output);
  const patterns = linesOf(expected);
  const matches = patterns.map(matcher);
  // reach[j]: the first i lines can be matched by the first j patterns.
  let reach = new Array<boolean>(patterns.length + 1).fill(false);
  reach[0] = true;
  const skip = (row: boolean[]): boolean[] => {
    for (let j = 0; j < patterns.length; j++) if (row[j] === true && matches[j] === 'any') row[j + 1] = true;
    return row;
  };
  reach = skip(reach);
  for (const [i, line] of lines.entries()) {
    const next = new Array<boolean>(patterns.length + 1).fill(false);
    for (let j = 0; j < patterns.length; j++) {
      const match = matches[j];
      if (match === 'any') {
        if (reach[j] === true || reach[j + 1] === true) next[j + 1] = true;
      } else if (reach[j] === true && match?.(line) === true) next[j + 1] = true;
    }
    skip(next);
    if (!next.includes(true)) return `line ${i + 1} of standard output is \`${line}\`, which was not expected`;
    reach = next;
  }
  if (reach[patterns.length] === true) return undefined;
  const missing = patterns[reach.lastIndexOf(true)];
  return `standard output ends after ${lines.length} lines, where \`${missing}\` was expected`;
}

function linesOf(text: string): readonly string[] {
  const lines = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
    .replace(/\u001b\[[0-?]*[ -/]*[@-~]/g, '')
    .split(/\r?\n/)
    .map((line) => line.replace(/[ \t]+$/, ''));
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function matcher(pattern: string): 'any' | ((line: string) => boolean) {
  if (pattern === '...') return 'any';
  if (pattern.endsWith(' (re)')) {
    try {
      const re = new RegExp(`^(?:${pattern.slice(0, -5)})$`, 'u');
      return (line) => re.test(line);
    } catch {
      return () => false;
    }
  }
  if (pattern.endsWith(' (glob)')) {
    const re = new RegExp(
      `^${[...pattern.slice(0, -7)].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[\\^$.+()[\]{}|/]/g, '\\$&'))).join('')}$`,
      'u',
    );
    return (line) => re.test(line);
  }
  return (line) => line === pattern;
}
