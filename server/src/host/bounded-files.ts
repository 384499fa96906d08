import type { Files } from './files.ts';

/** `files` without anything that lies outside of `roots`, but for the paths of `also`: what is outside is as if it were not there. */
export function boundedFiles(files: Files, roots: readonly string[], also: readonly string[] = []): Files {
  const inside = (path: string): boolean =>
    !path.split('/').includes('..') &&
    (also.includes(path) || roots.some((root) => path === root || path.startsWith(root.endsWith('/') ? root : `${root}/`)));
  return {
    read: async (path) => (inside(path) ? files.read(path) : { trouble: 'missing', message: 'it lies outside of the workspace' }),
    list: async (path) => (inside(path) ? files.list(path) : undefined),
    ...(files.rightsOf && { rightsOf: async (path: string) => (inside(path) ? files.rightsOf?.(path) : undefined) }),
    kindOf: async (path) => (inside(path) ? files.kindOf(path) : undefined),
  };
}
