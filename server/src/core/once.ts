/** `make`, called when its value is first asked for and never again: what one language's facts cost, only those pay who meet it. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
