/** So many questions to a file system are under way at once: one after the other each would wait for the one before, over a network for seconds. */
const AT_ONCE = 32;

/** What `work` gives for each of `all`, in their order; a part of them at once. */
export async function sideBySide<From, To>(all: Iterable<From>, work: (one: From) => Promise<To>): Promise<To[]> {
  const left = [...all];
  const out: To[] = [];
  for (let from = 0; from < left.length; from += AT_ONCE) out.push(...(await Promise.all(left.slice(from, from + AT_ONCE).map(work))));
  return out;
}
