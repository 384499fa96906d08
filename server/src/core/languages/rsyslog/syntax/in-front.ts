/** Those of `list` that begin in front of an offset: of what stands in statements in order, where the offset is a statement's. */
export function inFront<Part>(list: readonly Part[], offset: number, startOf: (part: Part) => number): readonly Part[] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(list[middle] as Part) < offset) low = middle + 1;
    else high = middle;
  }
  return list.slice(0, low);
}
