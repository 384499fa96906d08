/** Texts are compared in pieces of so many characters, as the engine does in one go, before each character is looked at. */
const piece = 2048;

/** How many characters at the beginning of two texts are the same. */
export function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + piece <= most && a.slice(at, at + piece) === b.slice(at, at + piece)) at += piece;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** How many characters at the end of two texts are the same; the first `start` are not counted. */
export function commonEnd(a: string, b: string, start = 0): number {
  const most = Math.min(a.length, b.length) - start;
  let count = 0;
  while (
    count + piece <= most &&
    a.slice(a.length - count - piece, a.length - count) === b.slice(b.length - count - piece, b.length - count)
  )
    count += piece;
  while (count < most && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}
