import type { PlanFile } from './plan.ts';

/** Hosts whose file would change in the same way, together. */
export function fileGroups(files: readonly PlanFile[]): readonly (readonly PlanFile[])[] {
  const groups = new Map<string, PlanFile[]>();
  for (const file of files) {
    const key = JSON.stringify([file.state, file.diff, file.message]);
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return [...groups.values()];
}
