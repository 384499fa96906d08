/** Whether a value of a flag says yes. */
export function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(?:yes|true)$/i.test(value);
}

/** Whether a value of a flag says no. */
export function isNo(value: string | undefined): boolean {
  return value !== undefined && /^(?:no|false)$/i.test(value);
}

/** Whether a value says that there is to be none. */
export function isNone(value: string | undefined): boolean {
  return value?.toLowerCase() === 'none';
}
