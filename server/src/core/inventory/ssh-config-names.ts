/** The hosts that an ssh_config names: the words of its `Host` lines that are no patterns (ssh_config(5), PATTERNS), each once. */
export function sshConfigNames(text: string): readonly string[] {
  const names = new Set<string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = /^\s*host(?:\s*=\s*|\s+)(.+)$/i.exec(line);
    if (match === null) continue;
    for (const word of (match[1] as string).match(/"[^"]*"|\S+/g) ?? []) {
      const name = word.replaceAll('"', '');
      if (name.startsWith('#')) break;
      if (name !== '' && !/[*?!]/.test(name)) names.add(name);
    }
  }
  return [...names];
}
