import { chmodSync, constants, copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LayoutStep } from './machine-layout.ts';

/** How much of a folder goes into its layer: with how many levels of folders, files up to which size, and what is left alone. */
interface Depth {
  readonly levels: number;
  readonly bytes: number;
  /** Whether a file that is too large or unreadable is shown as an empty one, so that a daemon can write it. */
  readonly empty?: boolean;
}

const depths: readonly (readonly [RegExp, Depth])[] = [
  [/^\/(var\/cache|var\/lib\/(apt|dpkg)|var\/backups)(\/|$)/, { levels: 0, bytes: 0 }],
  [/^\/var\/(log|mail|spool)(\/|$)/, { levels: 9, bytes: 1 << 20, empty: true }],
  [/^\/etc(\/|$)/, { levels: 20, bytes: 16 << 20 }],
  [/^\/var(\/|$)/, { levels: 6, bytes: 64 << 10 }],
  [/^\/usr\/local(\/|$)/, { levels: 3, bytes: 0 }],
  [/^\/(srv|mnt|media)(\/|$)/, { levels: 3, bytes: 0 }],
  [/^\/usr$/, { levels: 1, bytes: 0 }],
];

/**
 * Makes what a root without the machine's root rights must be able to change: where one user id alone is mapped, the machine's files belong to
 * nobody in the namespace, and the layer's own folders and files are the only ones that can be written (user_namespaces(7)). So /etc and the
 * small files of /var are copied, folders of some other places made, once; `sandbox reset` takes them away. What cannot be read is left out.
 */
export function seedLayers(layout: readonly LayoutStep[], upper: string): void {
  const points = new Set(layout.map((step) => (step.kind === 'overlay' ? step.path : '')));
  for (const step of layout) {
    if (step.kind !== 'overlay') continue;
    const layer = join(upper, step.layer);
    if (existsSync(layer)) continue;
    mkdirSync(upper, { recursive: true });
    copyFolder(step.path, layer, 0, points);
  }
}

function copyFolder(from: string, to: string, level: number, points: ReadonlySet<string>): void {
  const depth = depths.find(([pattern]) => pattern.test(from))?.[1] ?? { levels: 0, bytes: 0 };
  try {
    mkdirSync(to);
    chmodSync(to, (lstatSync(from).mode & 0o1777) | 0o700);
    if (level > depth.levels) return;
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      const source = join(from, entry.name);
      const target = join(to, entry.name);
      if (entry.isFile()) copyFile(source, target, depth);
      else if (entry.isDirectory() && !points.has(source) && level < depth.levels && readable(source))
        copyFolder(source, target, level + 1, points);
    }
  } catch {
    // Not ours to read: it stays as the machine shows it.
  }
}

function readable(folder: string): boolean {
  try {
    readdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function copyFile(from: string, to: string, depth: Depth): void {
  let empty = depth.empty === true;
  try {
    const found = lstatSync(from);
    // Of an empty one nothing is lost: /etc/.pwd.lock may not be read either.
    empty ||= found.size === 0;
    if (found.size <= depth.bytes) {
      copyFileSync(from, to, constants.COPYFILE_EXCL);
      chmodSync(to, (found.mode & 0o777) | 0o600);
      return;
    }
  } catch {
    if (existsSync(to)) return;
  }
  if (empty) writeFileSync(to, '', { mode: 0o640, flag: 'wx' });
}
