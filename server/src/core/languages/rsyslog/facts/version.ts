/** The versions that the facts speak of: v5 to the newest. */
export const newestVersion = '8.2610';

/** Whether release `version` (`8.2302`, `8.2302.0`) is `since` or later; a `since` that is not given is true. */
export function hasReached(version: string, since: string | undefined): boolean {
  if (since === undefined) return true;
  let known = answers.get(version);
  if (known === undefined) {
    // A version comes from a setting: whatever is written there, this stays small.
    if (answers.size > 20) answers.clear();
    known = new Map();
    answers.set(version, known);
  }
  let answer = known.get(since);
  if (answer === undefined) {
    answer = compare(version, since);
    known.set(since, answer);
  }
  return answer;
}

/** Asked for each parameter of each object. */
const answers = new Map<string, Map<string, boolean>>();

function compare(version: string, since: string): boolean {
  const a = version.split('.');
  const b = since.split('.');
  for (let i = 0; i < b.length; i++) {
    const difference = Number(a[i] ?? 0) - Number(b[i]);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
