import { readdirSync, readFileSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { homeFolder } from '../../../server/src/host/account.ts';
import type { Machine } from './machine-layout.ts';

/** The machine this runs on. What cannot be read is left out. */
export function thisMachine(stateFolder: string): Machine {
  return { list, mountinfo: readOr('/proc/self/mountinfo', ''), stateFolder: realpathSync(stateFolder), homes: homes() };
}

const list: Machine['list'] = (folder) => {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) return { name: entry.name, kind: 'link' as const, target: readlinkSync(path) };
      return { name: entry.name, kind: entry.isDirectory() ? ('folder' as const) : ('file' as const) };
    });
  } catch {
    return [];
  }
};

/** Homes of people and of root (passwd(5); people begin at 1000 on every Linux of today), and this user's own. */
function homes(): string[] {
  const found = new Set<string>([homeFolder() ?? '/']);
  for (const line of readOr('/etc/passwd', '').split('\n')) {
    const [, , uid, , , home] = line.split(':');
    const id = Number(uid);
    if (home !== undefined && (id === 0 || (id >= 1000 && id < 65_534))) found.add(home);
  }
  const real = [...found].map(realFolder);
  return [...new Set(real.filter((path) => path !== undefined && path !== '/'))] as string[];
}

function realFolder(path: string): string | undefined {
  try {
    const real = realpathSync(path);
    return statSync(real).isDirectory() ? real : undefined;
  } catch {
    return undefined;
  }
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
