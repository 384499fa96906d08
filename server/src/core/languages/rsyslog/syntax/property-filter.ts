import type { Span } from '../../../text/span.ts';

/** The parts of `:property, [!]comparison, "value"`. */
export interface PropertyFilter {
  readonly property: string;
  readonly propertySpan: Span;
  readonly negated: boolean;
  readonly comparison: string;
  readonly comparisonSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/** The parts of a property filter that begins at `start`; undefined for a text that is none. */
export function readPropertyFilter(text: string, start: number): PropertyFilter | undefined {
  const parts = /^(:)([^,]*?)( *, *)(!?)([^,]*?)( *, *)"([\s\S]*)"$/.exec(text);
  if (parts === null) return undefined;
  const [, colon = '', property = '', comma = '', negation = '', comparison = '', second = '', value = ''] = parts;
  const propertyAt = start + colon.length;
  const comparisonAt = propertyAt + property.length + comma.length + negation.length;
  const valueAt = comparisonAt + comparison.length + second.length + 1;
  return {
    property,
    propertySpan: { start: propertyAt, end: propertyAt + property.length },
    negated: negation !== '',
    comparison,
    comparisonSpan: { start: comparisonAt, end: comparisonAt + comparison.length },
    value,
    valueSpan: { start: valueAt, end: valueAt + value.length },
  };
}
