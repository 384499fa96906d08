/** Whether `values` hold a short option with one of `letters` (`-y`, `-qy`), before a `--`. */
export function hasShort(values: readonly string[], letters: string): boolean {
  const end = values.indexOf('--');
  return (end < 0 ? values : values.slice(0, end)).some(
    (value) => /^-[A-Za-z0-9]/.test(value) && [...letters].some((letter) => value.includes(letter, 1)),
  );
}

/** Whether `values` hold one of the long options, alone or with `=value`. */
export function hasLong(values: readonly string[], ...names: readonly string[]): boolean {
  return values.some((value) => names.some((name) => value === name || value.startsWith(`${name}=`)));
}

/** The words that begin with no `-`; what an option takes as its next word counts as one. */
export function plain(values: readonly string[]): readonly string[] {
  return values.filter((value) => !value.startsWith('-'));
}
