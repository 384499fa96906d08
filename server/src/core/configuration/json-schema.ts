import type { Shape } from './shape.ts';

/** A JSON schema, draft 7, which editors read. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The JSON schema of a shape. Words may be written as numbers or booleans in YAML where the shape names no values. */
export function jsonSchema(shape: Shape): JsonSchema {
  return { description: shape.description, ...form(shape) };
}

function form(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'word':
      return {
        ...(shape.values === undefined
          ? { type: shape.pattern === undefined ? ['string', 'number', 'boolean'] : ['string', 'number'] }
          : { enum: shape.values.flatMap(asWritten) }),
        ...(shape.pattern !== undefined && { pattern: shape.pattern.source }),
        ...(shape.default !== undefined && { default: shape.default }),
      };
    case 'number':
      return { type: 'integer', minimum: shape.least, maximum: shape.most };
    case 'flag':
      return { type: 'boolean' };
    case 'list':
      return shape.of.kind === 'word' && shape.of.values === undefined
        ? { type: ['array', 'string', 'number', 'boolean', 'null'], items: form(shape.of) }
        : { anyOf: [{ type: ['array', 'null'], items: form(shape.of) }, form(shape.of)] };
    case 'either':
      return { anyOf: shape.shapes.map(jsonSchema) };
    case 'mapping':
      return {
        type: ['object', 'null'],
        ...(Object.keys(shape.keys).length > 0 && {
          properties: Object.fromEntries(Object.entries(shape.keys).map(([key, inner]) => [key, jsonSchema(inner)])),
        }),
        ...(shape.required !== undefined && { required: shape.required }),
        additionalProperties: shape.others === undefined ? false : jsonSchema(shape.others),
      };
  }
}

/** A value as YAML may read it: `3.21` is a number there, and `true` a boolean. */
function asWritten(value: string): readonly (string | number | boolean)[] {
  if (value === 'true' || value === 'false') return [value, value === 'true'];
  return /^\d+(\.\d+)?$/.test(value) ? [value, Number(value)] : [value];
}
