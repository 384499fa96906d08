import { Buffer } from 'node:buffer';
import {
  promises as files,
  fstat,
  fsync,
  ftruncate,
  fchmod,
  fchown,
  futimes,
  open,
  close,
  read,
  write,
  type BigIntStatsFs,
  type Stats,
} from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { ServerOptions } from '../options.ts';
import type { Attributes } from './attributes.ts';
import type { Handles, Open } from './handles.ts';
import { longName } from './long-name.ts';
import { openFlag, type } from './numbers.ts';
import { openMode } from './open-mode.ts';
import type { PacketReader } from './packet-reader.ts';
import type { PacketWriter } from './packet-writer.ts';
import { placePath } from './place-path.ts';

/** One request, its type and id already read. */
export interface Request {
  readonly reader: PacketReader;
  readonly handles: Handles;
  readonly options: ServerOptions;
  /** An answer of that type to this request, to be filled. */
  answer(type: number): PacketWriter;
}

/** Serves one kind of request: the answer's packet, or undefined for a plain "ok". Throws what the file system throws. */
type Serve = (request: Request) => Promise<Buffer | undefined> | Buffer | undefined;

const [doOpen, doClose, doRead, doWrite] = [promisify(open), promisify(close), promisify(read), promisify(write)];
const [doStat, doSync, doTruncate, doMode, doOwner, doTimes] = [
  promisify(fstat),
  promisify(fsync),
  promisify(ftruncate),
  promisify(fchmod),
  promisify(fchown),
  promisify(futimes),
];

/** Longest piece that one read returns and one write takes (bytes); below the longest packet. */
const longestPiece = 255 * 1024;

/** What is served: by packet type, or by an extension's name. */
export const requests: ReadonlyMap<number | string, Serve> = new Map<number | string, Serve>([
  [type.open, openFile],
  [type.close, closeHandle],
  [type.read, readFile],
  [type.write, writeFile],
  [type.lstat, async (request) => attributes(request, await files.lstat(path(request)))],
  [type.stat, async (request) => attributes(request, await files.stat(path(request)))],
  [type.fstat, async (request) => attributes(request, await doStat(file(request).descriptor))],
  [type.setstat, setByPath],
  [type.fsetstat, setByHandle],
  [type.opendir, openFolder],
  [type.readdir, readFolder],
  [type.remove, async (request) => void (await files.unlink(path(request)))],
  [type.mkdir, makeFolder],
  [type.rmdir, async (request) => void (await files.rmdir(path(request)))],
  [type.realpath, realPath],
  [type.rename, rename],
  [type.readlink, readLink],
  [type.symlink, makeLink],
  ['posix-rename@openssh.com', async (request) => void (await files.rename(path(request), path(request)))],
  ['hardlink@openssh.com', async (request) => void (await files.link(path(request), path(request)))],
  ['fsync@openssh.com', async (request) => void (await doSync(file(request).descriptor))],
  ['lsetstat@openssh.com', setLink],
  ['statvfs@openssh.com', async (request) => space(request, await files.statfs(path(request), { bigint: true }))],
  [
    'fstatvfs@openssh.com',
    async (request) => space(request, await files.statfs(`/proc/self/fd/${file(request).descriptor}`, { bigint: true })),
  ],
  [
    'limits@openssh.com',
    (request) =>
      request
        .answer(type.extendedReply)
        .uint64(256n * 1024n)
        .uint64(BigInt(longestPiece))
        .uint64(BigInt(longestPiece))
        .uint64(0n)
        .packet(),
  ],
]);

function path({ reader, options }: Request): string {
  return placePath(reader.text(), options.home, options.filesUnder);
}

function handle(request: Request): Open {
  const found = request.handles.get(request.reader.bytes());
  if (found === undefined) throw new RangeError('that handle is not open');
  return found;
}

function file(request: Request): Open & { kind: 'file' } {
  const found = handle(request);
  if (found.kind !== 'file') throw new RangeError('that handle is of a folder');
  return found;
}

function attributes(request: Request, stats: Stats): Buffer {
  return request.answer(type.attrs).attributes(fromStats(stats)).packet();
}

function fromStats({ size, uid, gid, mode, atimeMs, mtimeMs }: Stats): Attributes {
  return { size, uid, gid, mode, atime: Math.floor(atimeMs / 1000), mtime: Math.floor(mtimeMs / 1000) };
}

async function openFile(request: Request): Promise<Buffer> {
  const name = path(request);
  const flags = request.reader.uint32();
  const { mode } = request.reader.attributes();
  // A scratch folder has none of the folders that a machine has.
  if (flags & openFlag.creat && request.options.filesUnder !== undefined) await files.mkdir(dirname(name), { recursive: true });
  const descriptor = await doOpen(name, openMode(flags), mode === undefined ? 0o666 : mode & 0o7777);
  return request
    .answer(type.handle)
    .bytes(request.handles.add({ kind: 'file', descriptor, append: (flags & openFlag.append) !== 0 }))
    .packet();
}

async function closeHandle(request: Request): Promise<undefined> {
  const found = request.handles.remove(request.reader.bytes());
  if (found === undefined) throw new RangeError('that handle is not open');
  if (found.kind === 'file') await doClose(found.descriptor);
}

async function readFile(request: Request): Promise<Buffer> {
  const { descriptor } = file(request);
  const offset = request.reader.uint64();
  const length = Math.min(request.reader.uint32(), longestPiece);
  const { bytesRead, buffer } = await doRead(descriptor, Buffer.alloc(length), 0, length, offset);
  if (bytesRead === 0) throw Object.assign(new Error('end of file'), { code: 'EOF' });
  return request.answer(type.data).bytes(buffer.subarray(0, bytesRead)).packet();
}

async function writeFile(request: Request): Promise<undefined> {
  const { descriptor, append } = file(request);
  let offset = request.reader.uint64();
  let rest = request.reader.bytes();
  while (rest.length > 0) {
    const { bytesWritten } = await doWrite(descriptor, rest, 0, rest.length, append ? null : offset);
    offset += bytesWritten;
    rest = rest.subarray(bytesWritten);
  }
}

async function setByPath(request: Request): Promise<undefined> {
  const name = path(request);
  const wanted = request.reader.attributes();
  if (wanted.size !== undefined) await files.truncate(name, wanted.size);
  if (wanted.uid !== undefined && wanted.gid !== undefined) await files.chown(name, wanted.uid, wanted.gid);
  // After the owner: chown(2) takes set-id bits away.
  if (wanted.mode !== undefined) await files.chmod(name, wanted.mode & 0o7777);
  if (wanted.atime !== undefined && wanted.mtime !== undefined) await files.utimes(name, wanted.atime, wanted.mtime);
}

async function setByHandle(request: Request): Promise<undefined> {
  const { descriptor } = file(request);
  const wanted = request.reader.attributes();
  if (wanted.size !== undefined) await doTruncate(descriptor, wanted.size);
  if (wanted.uid !== undefined && wanted.gid !== undefined) await doOwner(descriptor, wanted.uid, wanted.gid);
  if (wanted.mode !== undefined) await doMode(descriptor, wanted.mode & 0o7777);
  if (wanted.atime !== undefined && wanted.mtime !== undefined) await doTimes(descriptor, wanted.atime, wanted.mtime);
}

async function setLink(request: Request): Promise<undefined> {
  const name = path(request);
  const wanted = request.reader.attributes();
  if (wanted.uid !== undefined && wanted.gid !== undefined) await files.lchown(name, wanted.uid, wanted.gid);
  if (wanted.mode !== undefined && !(await files.lstat(name)).isSymbolicLink()) await files.chmod(name, wanted.mode & 0o7777);
  if (wanted.atime !== undefined && wanted.mtime !== undefined) await files.lutimes(name, wanted.atime, wanted.mtime);
}

async function openFolder(request: Request): Promise<Buffer> {
  const name = path(request);
  const entries = await files.readdir(name, { withFileTypes: true });
  return request
    .answer(type.handle)
    .bytes(request.handles.add({ kind: 'folder', path: name, entries }))
    .packet();
}

async function readFolder(request: Request): Promise<Buffer> {
  const folder = handle(request);
  if (folder.kind !== 'folder') throw new RangeError('that handle is of a file');
  const some = folder.entries.splice(0, 100);
  if (some.length === 0) throw Object.assign(new Error('end of folder'), { code: 'EOF' });
  const found: { name: string; stats: Stats }[] = [];
  for (const { name } of some) {
    // One may be gone since the folder was listed.
    const stats = await files.lstat(`${folder.path}/${name}`).catch(() => undefined);
    if (stats !== undefined) found.push({ name, stats });
  }
  const answer = request.answer(type.name).uint32(found.length);
  for (const { name, stats } of found) answer.text(name).text(longName(name, stats)).attributes(fromStats(stats));
  return answer.packet();
}

async function makeFolder(request: Request): Promise<undefined> {
  const name = path(request);
  const { mode } = request.reader.attributes();
  await files.mkdir(name, mode === undefined ? 0o777 : mode & 0o7777);
}

/** Like sftp-server.c: links are followed as far as there is something. */
async function realPath(request: Request): Promise<Buffer> {
  const name = path(request);
  const real = await files.realpath(name).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return name;
  });
  return oneName(request, real);
}

async function rename(request: Request): Promise<undefined> {
  const from = path(request);
  const to = path(request);
  // Version 3 must not replace what is there (section 6.5); a link and an unlink, as OpenSSH does it, fail then by themselves.
  if ((await files.lstat(from)).isDirectory()) {
    await files.mkdir(to);
    await files.rename(from, to);
    return;
  }
  await files.link(from, to);
  await files.unlink(from);
}

async function readLink(request: Request): Promise<Buffer> {
  return oneName(request, await files.readlink(path(request)));
}

/** OpenSSH has the two arguments the other way round than the draft (PROTOCOL section 4.1), and clients follow it. */
async function makeLink(request: Request): Promise<undefined> {
  const target = request.reader.text();
  await files.symlink(target, path(request));
}

function oneName(request: Request, name: string): Buffer {
  return request.answer(type.name).uint32(1).text(name).text(name).attributes({}).packet();
}

/** PROTOCOL section 4.4: eleven numbers of statvfs(3); Node tells no file system id, flags, or name length. */
function space(request: Request, found: BigIntStatsFs): Buffer {
  const { bsize, blocks, bfree, bavail, files: nodes, ffree } = found;
  const answer = request.answer(type.extendedReply);
  for (const value of [bsize, bsize, blocks, bfree, bavail, nodes, ffree, ffree, 0n, 0n, 255n]) answer.uint64(value);
  return answer.packet();
}
