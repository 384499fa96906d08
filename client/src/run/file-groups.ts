import type { PlanFile } from './plan.ts';

/** Hosts whose file would change in the same way, together. */
export function fileGroups(files: readonly PlanFile[]): readonly (readonly PlanFile[])[] {
  // By the difference itself first: it may be long, and most hosts have the very same.
  const byDifference = new Map<string, Map<string, PlanFile[]>>();
  const groups: PlanFile[][] = [];
  for (const file of files) {
    const alike = byDifference.get(file.diff) ?? new Map<string, PlanFile[]>();
    byDifference.set(file.diff, alike);
    const key = JSON.stringify([file.state, file.message]);
    const group = alike.get(key);
    if (group !== undefined) group.push(file);
    else {
      const begun = [file];
      alike.set(key, begun);
      groups.push(begun);
    }
  }
  return groups;
}
