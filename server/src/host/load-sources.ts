import { realpath } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { Document } from '../core/index.ts';
import type { Source } from '../core/index.ts';
import type { Files } from './files.ts';

/** The files that a runbook's blocks take their bytes from (`src`), by the attribute's value; each must lie inside the runbook's workspace. */
export async function loadSources(files: Files, document: Document | undefined): Promise<Readonly<Record<string, Source>>> {
  const sources: Record<string, Source> = {};
  for (const { options } of document?.runbook?.blocks ?? []) {
    const { src } = options;
    if (src === undefined || document === undefined || Object.hasOwn(sources, src)) continue;
    sources[src] = await readSource(files, document.path, src);
  }
  return sources;
}

async function readSource(files: Files, runbook: string, src: string): Promise<Source> {
  const path = resolve(dirname(runbook), src);
  const root = await workspaceOf(files, dirname(runbook));
  const outside = { trouble: `it lies outside of \`${root}\`, the workspace of the runbook` };
  if (!inside(root, path)) return outside;
  const read = await files.read(path);
  if (!('text' in read)) return { trouble: read.message };
  // A link may lead out.
  if (!inside(await realpath(root), await realpath(path))) return outside;
  if (read.text.includes('\ufffd')) return { trouble: 'it is no UTF-8 text, and only text can be installed' };
  return { text: read.text };
}

function inside(root: string, path: string): boolean {
  return root === sep || path.startsWith(`${root}${sep}`);
}

/** The folder above that has an opsbook.yaml or a `.git`; the runbook's own where none has. */
async function workspaceOf(files: Files, folder: string): Promise<string> {
  for (let at = folder; ; at = dirname(at)) {
    for (const mark of ['opsbook.yaml', 'opsbook.yml', '.git']) if ((await files.kindOf(`${at}/${mark}`)) !== undefined) return at;
    if (dirname(at) === at) return folder;
  }
}
