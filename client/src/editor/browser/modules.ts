/** A module's text as a function, as Node wraps it. */
export type Wrapped = (module: { exports: unknown }, exports: unknown, require: (name: string) => unknown) => void;

/** Gives the exports of modules among `wrapped` by name, each run once; what is not among them comes from `outer`. It stands for itself: a worker gets its text. */
export function requireAmong(wrapped: Readonly<Record<string, Wrapped>>, outer: (name: string) => unknown): (name: string) => unknown {
  const known: Record<string, { exports: unknown }> = {};
  const require = (name: string): unknown => {
    const module = known[name];
    if (module !== undefined) return module.exports;
    const text = wrapped[name];
    if (text === undefined) return outer(name);
    const made = { exports: {} };
    known[name] = made;
    text(made, made.exports, require);
    return made.exports;
  };
  return require;
}

/** The names of the bundles that a bundle's text requires: `./NAME.cjs`. */
export function requiredBundles(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\brequire\("(\.\/[\w-]+\.cjs)"\)/g)].map(([, name = '']) => name))];
}

/** One script that holds bundles by name, and runs the `first`: what a worker is made of. */
export function workerScript(texts: ReadonlyMap<string, string>, first: string): string {
  const wrapped = [...texts].map(([name, text]) => `${JSON.stringify(name)}: function (module, exports, require) {\n${text}\n}`);
  const outer = '(name) => { throw new Error(`there is no module ${name} here`); }';
  return `(${requireAmong.toString()})({\n${wrapped.join(',\n')}\n}, ${outer})(${JSON.stringify(first)});\n`;
}
