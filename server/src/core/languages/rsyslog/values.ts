import type { ValueType } from './facts/parameter-tables.ts';

/** Whether a word turns something off, in any of the ways that people write it; no where there is none. */
export function isOff(word: string | undefined): boolean {
  return /^(?:off|no|false|0)$/i.test(word ?? '');
}

/** What a parameter's text must look like for its type, and what is wrong with this one; undefined where nothing is. */
export function valueTrouble(type: ValueType, text: string): string | undefined {
  switch (type) {
    case 'binary':
      return text === 'on' || text === 'off' ? undefined : '`on` or `off` was expected';
    case 'integer':
      return isInteger(text) ? undefined : 'a whole number was expected';
    case 'non-negative':
      return isInteger(text) && !isNegative(text) ? undefined : 'a whole number from 0 on was expected';
    case 'positive':
      return isInteger(text) && !isNegative(text) && !/^0*$/.test(text) ? undefined : 'a whole number from 1 on was expected';
    case 'size':
      return /^[0-9]*[kmgtpeKMGTPE]?$/.test(text)
        ? undefined
        : 'a size was expected: digits, and one of `k m g t p e` (1024) or `K M G T P E` (1000)';
    case 'mode':
      return /^0[0-7]{3,4}$/.test(text)
        ? undefined
        : 'a file mode of four or five octal digits was expected, the first of them 0, like `0640`';
    case 'character':
      return text.length === 1 && text.charCodeAt(0) < 128 ? undefined : 'exactly one character was expected';
    case 'word':
      return /[ \t\n\v\f\r]/.test(text) ? 'a word without blanks was expected' : undefined;
    case 'queue-type':
      return undefined;
    default:
      return undefined;
  }
}

/** Whether every text is a value of the type: `valueTrouble` finds nothing in any. */
export function takesAnyText(type: ValueType): boolean {
  return !checked.has(type);
}

const checked: ReadonlySet<ValueType> = new Set([
  'binary',
  'integer',
  'non-negative',
  'positive',
  'size',
  'mode',
  'character',
  'word',
  'gone',
]);

/** What `es_str2num` of libestr takes: decimal digits, octal ones behind a 0, a minus in front; a lone minus is 0 for it. */
function isInteger(text: string): boolean {
  return /^-?(?:0[0-7]*|[1-9][0-9]*)$/.test(text) || text === '-';
}

function isNegative(text: string): boolean {
  return text.startsWith('-') && /[1-9]/.test(text);
}
