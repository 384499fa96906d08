// npm run docs: writes what is generated from the product itself. With --check it only says which files are not as they would be written.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attributesPage } from './docs/attributes-page.mjs';
import { l10nBundle } from './docs/l10n.mjs';
import { manPage } from './docs/man-page.mjs';
import { rulePages } from './docs/rule-pages.mjs';
import { schemas } from './docs/schema.mjs';
import { wasm } from './docs/wasm.mjs';
import { ensureBuilt, ensureInstalled, ensureNode, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();

/** Path to text of everything that is generated. */
const wanted = new Map([...rulePages(), ...schemas(), ...manPage(), ...attributesPage(), ...l10nBundle(), ...(await wasm())]);
/** Folders in which nothing else may stand. */
const owned = ['docs/rules', 'schemas', 'man'];

const stale = [...wanted].flatMap(([path, text]) => {
  const file = join(root, path);
  return existsSync(file) && readFileSync(file, 'utf8') === text ? [] : [path];
});
const strange = owned.flatMap((folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder))
        .map((name) => `${folder}/${name}`)
        .filter((path) => !wanted.has(path))
    : [],
);
if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is not what it is generated from: run \`npm run docs\``);
  for (const path of strange) console.error(`${path} is generated from nothing any more: run \`npm run docs\``);
  if (stale.length + strange.length > 0) process.exit(1);
} else {
  for (const path of strange) rmSync(join(root, path));
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), wanted.get(path));
  }
}
