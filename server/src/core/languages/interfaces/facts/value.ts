/** What kind of value an option takes: completion, hover, colours and the checks of values derive from it. */
export type ValueKind =
  | { readonly kind: 'text'; readonly label: string; readonly many?: true }
  | { readonly kind: 'command' }
  | { readonly kind: 'path' }
  | {
      readonly kind: 'number';
      readonly min?: number;
      readonly max?: number;
      readonly fraction?: true;
      readonly also: readonly string[];
      readonly label: string;
    }
  | { readonly kind: 'one-of'; readonly values: readonly string[]; readonly ignoreCase?: true }
  | {
      readonly kind: 'address';
      readonly family: 4 | 6 | 'any';
      readonly prefix: boolean;
      readonly many?: true;
      readonly also: readonly string[];
    }
  | { readonly kind: 'netmask' }
  | { readonly kind: 'mac'; readonly also: readonly string[] }
  | { readonly kind: 'interfaces'; readonly many: boolean; readonly also: readonly string[]; readonly label?: string };

/** Any text; `label` names it in signatures. */
export const text = (label = 'text'): ValueKind => ({ kind: 'text', label });
/** Any words: a list. */
export const words = (label: string): ValueKind => ({ kind: 'text', label, many: true });
/** A whole number from `min` to `max`, or one of the words in `also`. */
export const number = (min?: number, max?: number, label = 'number', ...also: string[]): ValueKind => ({
  kind: 'number',
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
  also,
  label,
});
/** A number of seconds, with a fraction if wanted. */
export const seconds = (max?: number): ValueKind => ({
  kind: 'number',
  min: 0,
  ...(max !== undefined && { max }),
  fraction: true,
  also: [],
  label: 'seconds',
});
/** One of the words. */
export const oneOf = (...values: string[]): ValueKind => ({ kind: 'one-of', values });
/** One of the words, in any case. */
export const oneOfAnyCase = (...values: string[]): ValueKind => ({ kind: 'one-of', values, ignoreCase: true });
/** One or more interfaces, or one of the words in `also`. */
export const interfaces = (...also: string[]): ValueKind => ({ kind: 'interfaces', many: true, also });
/** One interface. */
export const oneInterface: ValueKind = { kind: 'interfaces', many: false, also: [] };
/** An address without a prefix. */
export const address = (family: 4 | 6 | 'any', ...also: string[]): ValueKind => ({ kind: 'address', family, prefix: false, also });
/** Several addresses without prefixes. */
export const addresses = (family: 4 | 6 | 'any', ...also: string[]): ValueKind => ({
  kind: 'address',
  family,
  prefix: false,
  many: true,
  also,
});
/** An address that may have a prefix behind it. */
export const addressWithPrefix = (family: 4 | 6 | 'any'): ValueKind => ({ kind: 'address', family, prefix: true, also: [] });
export const netmask: ValueKind = { kind: 'netmask' };
export const mac = (...also: string[]): ValueKind => ({ kind: 'mac', also });
export const command: ValueKind = { kind: 'command' };
export const path: ValueKind = { kind: 'path' };
export const yesNo: ValueKind = oneOf('yes', 'no');
export const onOff: ValueKind = oneOf('on', 'off');
export const yesNoOnOff: ValueKind = oneOf('yes', 'no', 'on', 'off');
