// npm run package: the extension as opsbook-VERSION.vsix.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureNode, must, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
// Everything is in the bundles, so no dependency is packed.
must('npx', [
  '--no-install',
  'vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  `opsbook-${version}.vsix`,
]);
