/** FNV-1a's multiplier for 32 bits. */
const PRIME = 0x01000193;

/**
 * A digest of a text as 16 hexadecimal digits, the same in Node and in a browser: another text has another with near certainty, unless somebody
 * looks for one that has not. Two FNV-1a sums over the UTF-16 units.
 */
export function digestOf(text: string): string {
  let one = 0x811c9dc5;
  let other = 0x2b9ac8f1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, PRIME);
    other = Math.imul(other ^ unit, PRIME);
  }
  return hexadecimal(one) + hexadecimal(other);
}

function hexadecimal(sum: number): string {
  return (sum >>> 0).toString(16).padStart(8, '0');
}
