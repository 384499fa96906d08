import picomatch from 'picomatch';

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

/**
 * Why a file of an included folder is not read where `settings` (values of `tabooext` and `taboopat`, in order) are in force: the ending or the pattern;
 * undefined where it is read. Without `+` a `tabooext` takes the place of the list (config.c, readConfigFile).
 */
export function tabooUnder(path: string, settings: readonly { readonly name: string; readonly value: string }[]): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  let own = true;
  let endings: string[] = [];
  let patterns: string[] = [];
  for (const setting of settings) {
    const adds = setting.value.trimStart().startsWith('+');
    const words = setting.value
      .replace(/^\s*\+/, '')
      .split(/[\s,]+/)
      .filter((word) => word !== '');
    if (setting.name === 'taboopat') patterns = adds ? [...patterns, ...words] : words;
    else {
      if (!adds) own = false;
      endings = adds ? [...endings, ...words] : words;
    }
  }
  const ending = endings.find((word) => name.endsWith(word) && name !== word);
  const pattern = patterns.find((word) => picomatch(word, { dot: true })(name));
  return ending ?? pattern ?? (own ? tabooEnding(path) : undefined);
}
