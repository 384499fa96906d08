/** A boolean as the format and Runme have it: `true false 1 0 t f` in any case; undefined for anything else. */
export function readFlag(text: string): boolean | undefined {
  switch (text.toLowerCase()) {
    case 'true':
    case 't':
    case '1':
      return true;
    case 'false':
    case 'f':
    case '0':
      return false;
    default:
      return undefined;
  }
}

/** Whether attributes, as they were written, switch the flag `key` on. */
export function isOn(attributes: Readonly<Record<string, string>>, key: string): boolean {
  return readFlag(attributes[key] ?? '') === true;
}
