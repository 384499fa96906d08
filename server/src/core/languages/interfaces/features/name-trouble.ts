/**
 * Why `name` cannot be the new name of an interface, as a sentence without full stop; undefined where it can. The kernel takes 1 to 15
 * characters (IFNAMSIZ; dev_valid_name in net/core/dev.c), no `/`, blanks or `:`; what ifup reads as a pattern or a comment is none.
 */
export function nameTrouble(_space: string, name: string): string | undefined {
  const quoted = `\`${name}\` cannot be the name of an interface:`;
  if (name === '') return 'The name of an interface cannot be empty';
  if (name === '.' || name === '..') return `${quoted} the kernel refuses it`;
  const bad = /[\s/:#=*?[\]{}()$%`'"\\|&;<>]/.exec(name)?.[0];
  if (bad !== undefined) return `${quoted} ${/\s/.test(bad) ? 'blanks are' : `\`${bad}\` is`} not allowed in it`;
  if (name.length > 15) return `${quoted} it has ${name.length} characters, and 15 are the most`;
  return undefined;
}
