/** Why `name` cannot be the path of a log in a stanza's head, where it is renamed; undefined where it can. */
export function pathTrouble(_space: string, name: string): string | undefined {
  if (!name.startsWith('/')) return `\`${name}\` cannot be the path of a log: it must begin with \`/\``;
  return /[\s"'{}\\#]/.test(name)
    ? `\`${name}\` cannot be the path of a log here: blanks, quotes, braces, backslashes and \`#\` are not allowed`
    : undefined;
}
