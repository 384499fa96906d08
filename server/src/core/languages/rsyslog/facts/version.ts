/** The versions that the facts speak of: v5 to the newest. */
export const newestVersion = '8.2610';

/** Whether release `version` (`8.2302`, `8.2302.0`) is `since` or later; a `since` that is not given is true. */
export function hasReached(version: string, since: string | undefined): boolean {
  if (since === undefined) return true;
  const a = version.split('.');
  const b = since.split('.');
  for (let i = 0; i < b.length; i++) {
    const difference = Number(a[i] ?? 0) - Number(b[i]);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
