/** Where an `output` event carries the bytes of its text: within this process only, JSON leaves it out. One and the same in all bundles. */
export const asciiBytes: unique symbol = Symbol.for('opsbook.asciiBytes');
