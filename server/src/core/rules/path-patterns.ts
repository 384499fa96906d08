import picomatch from 'picomatch';

/**
 * Finds, for a path, the values of the globs (or plain paths) that match it, in the order they were given. Only globs whose plain beginning the path
 * begins with are tried, so that thousands of them cost little.
 */
export function pathPatterns<Value>(entries: Iterable<readonly [glob: string, value: Value]>): (path: string) => readonly Value[] {
  const byStart = new Map<string, { readonly value: Value; readonly at: number; readonly matches: (path: string) => boolean }[]>();
  let at = 0;
  for (const [glob, value] of entries) {
    const sign = /[*?[\]{}()!+@\\|]/.exec(glob)?.index;
    const start = sign === undefined ? glob : glob.slice(0, sign);
    let compiled: ((path: string) => boolean) | undefined;
    const matches = (path: string): boolean => {
      if (sign === undefined) return path === glob;
      compiled ??= picomatch(glob, { dot: true });
      return compiled(path);
    };
    const known = byStart.get(start);
    if (known === undefined) byStart.set(start, [{ value, at, matches }]);
    else known.push({ value, at, matches });
    at++;
  }
  return (path) => {
    if (byStart.size === 0) return [];
    const found: { readonly value: Value; readonly at: number }[] = [];
    for (let length = 0; length <= path.length; length++)
      for (const one of byStart.get(path.slice(0, length)) ?? []) if (one.matches(path)) found.push(one);
    return found.sort((a, b) => a.at - b.at).map(({ value }) => value);
  };
}
