// The extension as it is published: a vsix of the bundles in dist/, and what it may weigh.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './ensure.mjs';
import { galleryReadme } from './gallery-readme.mjs';

const LIMIT = 1024;

/** Packs this tree's built extension as `file`; throws where that fails, and where it is too large. */
export function packVsix(file) {
  const readme = 'dist/README.md';
  writeFileSync(join(root, readme), galleryReadme(readFileSync(join(root, 'README.md'), 'utf8')));
  // Everything is in the bundles, so no dependency is packed.
  const words = ['--no-install', 'vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  words.push('--readme-path', readme);
  const { status, stdout, stderr } = spawnSync('npx', [...words, '--out', file], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the extension could not be packed\n${stdout}${stderr}`);
  const kilobytes = statSync(file).size / 1024;
  if (kilobytes >= LIMIT) throw new Error(`${file} has ${kilobytes.toFixed(0)} kB; below ${LIMIT} was expected`);
  return kilobytes;
}
