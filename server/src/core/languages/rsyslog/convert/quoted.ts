/** A text as a parameter's value in double quotes: what rsyslogd's lexer makes the same text of again. */
export function quoted(text: string): string {
  if (!/[\\"\n\t\r]/.test(text)) return `"${text}"`;
  const inside = text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
  return `"${inside}"`;
}

/** The same in an expression, where a bare `$` is refused. */
export function quotedInExpression(text: string): string {
  return quoted(text).replaceAll('$', '\\$');
}

/** `word(name="value" ...)`; on several lines where one would be longer than people read, unless `indentation` is null. */
export function objectText(
  word: string,
  parameters: readonly (readonly [string, string | readonly string[]])[],
  indentation: string | null = '',
): string {
  const parts = parameters.map(
    ([name, value]) => `${name}=${typeof value === 'string' ? quoted(value) : `[${value.map(quoted).join(', ')}]`}`,
  );
  const line = `${word}(${parts.join(' ')})`;
  if (indentation === null || line.length + indentation.length <= 110 || parts.length < 2) return line;
  return `${word}(\n${parts.map((part) => `${indentation}  ${part}\n`).join('')}${indentation})`;
}
