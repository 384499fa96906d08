import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { asUsual } from './late-optimizing.ts';

/** A module whose compiled code is to be kept. */
interface Kept {
  readonly script: Script;
  readonly place: string;
  readonly fresh: boolean;
}

/** Modules that are loaded with the compiled code of an earlier run. */
export interface CachedModules {
  /** The exports of a bundle of this installation, of ASCII text. Bundles beside it that it requires are loaded alike; one that Node has loaded itself is taken. */
  readonly load: (file: string) => unknown;
  /** Keeps the compiled code of what was loaded, where none is kept yet; what goes wrong there is nobody's trouble. */
  readonly keep: () => void;
}

/**
 * Loads modules with V8's code cache in `folder`. What is kept is keyed by the file's path, size and time and by Node's version; V8 itself refuses
 * code of another engine or of other flags; `flags` tells those apart that this call may run under. `onLoaded` is told each bundle that was
 * loaded, by the name of its file.
 */
export function cachedModules(folder: string, flags = '', onLoaded: (name: string) => void = () => {}): CachedModules {
  const kept: Kept[] = [];
  const loaded = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const node = createRequire(file);
    const there = node.cache[file];
    if (there?.loaded === true) return there.exports;
    const { size, mtimeMs } = statSync(file);
    // One byte a character: V8 reads ASCII faster so than as UTF-8.
    const source = readFileSync(file, 'latin1').replace(/^#!/, '//');
    const place = join(folder, `${basename(file)}-${digest(`${process.version} ${process.arch} ${flags} ${file} ${size} ${mtimeMs}`)}`);
    const cachedData = readKept(place);
    const script = asUsual(
      () =>
        new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
          filename: file,
          ...(cachedData && { cachedData }),
        }),
    );
    kept.push({ script, place, fresh: cachedData !== undefined && script.cachedDataRejected !== true });
    const module = new Module(file);
    module.filename = file;
    loaded.set(file, module);
    // What Node itself loads, and requires this file, gets this module.
    node.cache[file] = module;
    const require = (name: string): unknown => (/^\.\/[\w-]+\.cjs$/.test(name) ? load(join(dirname(file), name)) : node(name));
    script.runInThisContext()(module.exports, Object.assign(require, node), module, file, dirname(file));
    module.loaded = true;
    onLoaded(basename(file));
    return module.exports;
  };
  return {
    load,
    keep() {
      for (const { script, place, fresh } of kept) {
        if (fresh) continue;
        try {
          write(
            place,
            asUsual(() => script.createCachedData()),
          );
          forgetOthers(place);
        } catch {
          // A full or read-only disk: the next start is as slow as this one.
        }
      }
    },
  };
}

/** How many bytes behind the code hold its checksum: V8 itself would fall over code that was spoilt. */
const CHECKSUM = 4;

function readKept(place: string): Buffer | undefined {
  try {
    const bytes = readFileSync(place);
    const end = bytes.length - CHECKSUM;
    const code = bytes.subarray(0, Math.max(0, end));
    return code.length > 0 && crc32(code) === bytes.readUInt32LE(end) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Writes code with its checksum in one rename, so that nobody ever reads half of it. */
function write(place: string, code: Buffer): void {
  const checksum = Buffer.alloc(CHECKSUM);
  checksum.writeUInt32LE(crc32(code));
  const beside = `${place}.${process.pid}`;
  const file = openSync(beside, 'wx', 0o600);
  try {
    writeSync(file, Buffer.concat([code, checksum]));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, place);
}

/** Removes what older installations kept of the same bundle. */
function forgetOthers(place: string): void {
  const folder = dirname(place);
  const stem = `${basename(place).split('-')[0]}-`;
  const others = readdirSync(folder).filter((name) => name.startsWith(stem) && join(folder, name) !== place);
  const old = others.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs })).sort((a, b) => b.time - a.time);
  for (const { name } of old.slice(3)) rmSync(join(folder, name), { force: true });
}

/** A short name for a text: FNV-1a over 64 bits, in hexadecimal digits. It tells names apart; it proves nothing. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
