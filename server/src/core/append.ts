/** Puts `more` behind what `list` holds. As arguments of one `push` a hundred thousand would be too many for the stack. */
export function append<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one);
}
