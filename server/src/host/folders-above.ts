/** A folder and all above it, the nearest first, up to '' for the root; of a file system of the editor's own up to its scheme, and then ''. */
export function foldersAbove(folder: string): readonly string[] {
  const all = [folder];
  for (let at = folder; at !== ''; at = parentOf(at)) all.push(parentOf(at));
  return all;
}

/** The folder that a path lies in; '' for what lies in the root. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
