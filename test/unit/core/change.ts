import fc from 'fast-check';

/** A change of a text: at `where`, a part of its length from 0 to 1, so many characters go and others are put. */
export interface Change {
  readonly where: number;
  readonly gone: number;
  readonly put: string;
}

/** Places strewn evenly over a text: fast-check's numbers are mostly small ones, and of its doubles from 0 to 1 nearly all next to nothing. */
export const anywhere = fc.nat(9999).map((n) => ((n * 7919) % 10_000) / 9999);

/** Changes that take up to `most` characters away and put one of `texts`. */
export function changeOf(most: number, texts: readonly string[]): fc.Arbitrary<Change> {
  return fc.record({ where: anywhere, gone: fc.nat(most), put: fc.constantFrom(...texts) });
}

/** The text after a change. */
export function changed(text: string, { where, gone, put }: Change): string {
  const at = Math.floor(where * text.length);
  return text.slice(0, at) + put + text.slice(at + gone);
}
