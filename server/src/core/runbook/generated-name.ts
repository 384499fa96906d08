/**
 * The name that a block without `name=` gets, as Runme makes it: from its first line that is no comment, the text before `=`, at most
 * 32 characters, two words, lower case, only `a-z0-9-`. `fallback` where nothing is left.
 */
export function generatedName(text: string, fallback: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '' && !candidate.trim().startsWith('#')) ?? '';
  const words = (line.split('=')[0] as string).slice(0, 32).trim().split(/\s+/).slice(0, 2);
  const name = words
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '');
  return name === '' ? fallback : name;
}

/** `name`, or with `-2`, `-3` … behind it until `taken` does not have it. */
export function uniqueName(name: string, taken: ReadonlySet<string>): string {
  let unique = name;
  for (let n = 2; taken.has(unique); n++) unique = `${name}-${n}`;
  return unique;
}
