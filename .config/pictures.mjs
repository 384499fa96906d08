// npm run pictures: makes the pictures of the README anew, in the editor with the packed extension.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureNode, must, root } from './ensure.mjs';

ensureNode();
ensureInstalled();
ensureBuilt();
const specs = ['a runbook is read', 'twelve tasks, from the package to the record of a rolling fix on five hosts'];
must(process.execPath, ['test/editor/run.mjs', ...specs]);
for (const [picture, name] of [
  ['runbook-light', 'editor'],
  ['task-07-rolling-fix', 'views'],
])
  copyFileSync(join(root, 'test-artefacts', `${picture}.png`), join(root, 'docs', `${name}.png`));
