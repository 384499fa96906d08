// npm run package: the extension as opsbook-VERSION.vsix.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureNode, must, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `opsbook-${version}.vsix`;
// Everything is in the bundles, so no dependency is packed.
must('npx', [
  '--no-install',
  'vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  name,
]);
const kilobytes = statSync(join(root, name)).size / 1024;
if (kilobytes >= 1024) {
  console.error(`${name} has ${kilobytes.toFixed(0)} kB; below 1024 was expected`);
  process.exit(1);
}
