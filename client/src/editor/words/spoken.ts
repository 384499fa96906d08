/** What a screen reader says of a line: its parts that are not empty, as one enumeration. */
export function spoken(...parts: readonly (string | boolean | undefined)[]): string {
  return parts
    .filter((part): part is string => typeof part === 'string' && part !== '')
    .join(', ')
    .replaceAll(' · ', ', ');
}
