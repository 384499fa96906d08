/** Endings of files that are passed over when a folder is included (config.c, defTabooExts); the last three since the sources after 3.22. */
export const tabooEndings: readonly string[] = [
  ',v',
  '.bak',
  '.cfsaved',
  '.disabled',
  '.dpkg-bak',
  '.dpkg-del',
  '.dpkg-dist',
  '.dpkg-new',
  '.dpkg-old',
  '.dpkg-tmp',
  '.new',
  '.old',
  '.orig',
  '.rpmnew',
  '.rpmorig',
  '.rpmsave',
  '.swp',
  '.ucf-dist',
  '.ucf-new',
  '.ucf-old',
  '~',
];

/** The ending for which a file of an included folder is not read, by the list that is in force if no `tabooext` replaces it. */
export function tabooEnding(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return tabooEndings.find((ending) => name.endsWith(ending)) ?? /\.rhn-cfg-tmp-.*$/.exec(name)?.[0];
}
