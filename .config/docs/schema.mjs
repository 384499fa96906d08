// schemas/opsbook.schema.json, from the shape that opsbook.yaml is read by.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../ensure.mjs';

/** Yields `[path, text]` of the schema that editors read. */
export function* schemas() {
  const { jsonSchema, opsbookShape } = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));
  const schema = { $schema: 'http://json-schema.org/draft-07/schema#', title: 'opsbook.yaml', ...jsonSchema(opsbookShape()) };
  yield ['schemas/opsbook.schema.json', `${JSON.stringify(once(schema), undefined, 1)}\n`];
}

/** `schema` with each large part that stands in it twice said once, and referred to by its place. */
function once(schema) {
  const seen = new Map();
  const walk = (value, place) => {
    if (typeof value !== 'object' || value === null) return value;
    const key = JSON.stringify(value);
    if (!Array.isArray(value) && key.length > 400) {
      const first = seen.get(key);
      if (first !== undefined) return { $ref: first };
      seen.set(key, place);
    }
    if (Array.isArray(value)) return value.map((item, i) => walk(item, `${place}/${i}`));
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, `${place}/${name}`)]));
  };
  return walk(schema, '#');
}
