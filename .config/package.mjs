// npm run package: the extension as opsbook-VERSION.vsix.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureNode, root } from './ensure.mjs';
import { packVsix } from './vsix.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const name = `opsbook-${version}.vsix`;
try {
  console.log(`${name} has ${packVsix(join(root, name)).toFixed(0)} kB`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
