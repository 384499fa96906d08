import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellDialect } from '../../../server/src/core/shell/tree.ts';

/** Where Debian keeps scripts: programs, init scripts, packages' own, hooks. */
const folders = ['/usr/bin', '/usr/sbin', '/usr/lib', '/usr/share', '/etc', '/var/lib/dpkg/info'];

/** A script of this machine, by its first line. */
export interface RealScript {
  readonly path: string;
  readonly dialect: ShellDialect;
  readonly text: string;
}

/** The scripts of sh, dash and bash on this machine, at most `limit`; each file once, whatever links lead to it. */
export function realScripts(limit: number): readonly RealScript[] {
  const out: RealScript[] = [];
  const seen = new Set<number>();
  const walk = (folder: string, depth: number): void => {
    for (const entry of list(folder)) {
      if (out.length >= limit) return;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth < 6 && entry.name !== 'node_modules') walk(path, depth + 1);
        continue;
      }
      const script = entry.isFile() ? read(path, seen) : undefined;
      if (script !== undefined) out.push(script);
    }
  };
  for (const folder of folders) walk(folder, 0);
  return out;
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function read(path: string, seen: Set<number>): RealScript | undefined {
  try {
    const { size, ino } = statSync(path);
    if (size < 20 || size > 1_000_000 || seen.has(ino)) return undefined;
    const bytes = readFileSync(path);
    const shell = /^#! ?(?:\/usr\/bin\/env )?(?:\/usr)?(?:\/bin\/)?(sh|dash|bash)\b/.exec(bytes.subarray(0, 80).toString('latin1'))?.[1];
    if (shell === undefined) return undefined;
    seen.add(ino);
    return { path, dialect: shell === 'bash' ? 'bash' : 'sh', text: bytes.toString('utf8') };
  } catch {
    return undefined;
  }
}
