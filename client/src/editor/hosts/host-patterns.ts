/** Whether a host's name matches one of the patterns, of which `*` stands for any characters and nothing else is special; case does not matter. What is no text matches nothing. */
export function matchesAny(name: string, patterns: readonly unknown[]): boolean {
  return patterns.some((pattern) => typeof pattern === 'string' && matches(name.toLowerCase(), pattern.trim().toLowerCase()));
}

/** The pieces between stars are found from left to right, each at its first place: that is enough, and linear for each piece. */
function matches(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const piece of rest) {
    const found = name.indexOf(piece, at);
    if (found < 0 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}
