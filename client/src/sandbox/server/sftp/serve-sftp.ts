import { Buffer } from 'node:buffer';
import type { Duplex } from 'node:stream';
import type { ServerOptions } from '../options.ts';
import { Handles } from './handles.ts';
import { extensions, status, type } from './numbers.ts';
import { PacketReader } from './packet-reader.ts';
import { PacketWriter } from './packet-writer.ts';
import { type Request, requests } from './requests.ts';

/** Longest packet that is taken (bytes); OpenSSH's limit (sftp-common.h, SFTP_MAX_MSG_LENGTH). */
const longest = 256 * 1024;

/** Speaks SFTP version 3 (draft-ietf-secsh-filexfer-02) on a channel until it ends. One request at a time, in order: what the client pipelines waits in the channel's window. A malformed packet ends the channel. */
export function serveSftp(channel: Duplex & { exit(code: number): void }, options: ServerOptions): void {
  const handles = new Handles();
  channel.on('error', () => undefined);
  channel.on('close', () => handles.closeAll());
  void serve(channel, options, handles)
    .then(
      () => channel.exit(0),
      () => channel.exit(255),
    )
    .finally(() => channel.end());
}

async function serve(channel: Duplex, options: ServerOptions, handles: Handles): Promise<void> {
  for await (const packet of packets(channel)) {
    const answer = await reply(packet, options, handles);
    if (!channel.write(answer)) await new Promise((resolve) => channel.once('drain', resolve).once('close', resolve));
  }
}

async function reply(packet: Buffer, options: ServerOptions, handles: Handles): Promise<Buffer> {
  const reader = new PacketReader(packet);
  const kind = reader.byte();
  if (kind === type.init) {
    const version = new PacketWriter().byte(type.version).uint32(3);
    for (const [name, value] of extensions) version.text(name).text(value);
    return version.packet();
  }
  const id = reader.uint32();
  const request: Request = { reader, handles, options, answer: (answered) => new PacketWriter().byte(answered).uint32(id) };
  const serveOne = requests.get(kind === type.extended ? reader.text() : kind);
  if (serveOne === undefined) return failed(request, status.unsupported, 'this server does not know that request');
  try {
    return (await serveOne(request)) ?? failed(request, status.ok, '');
  } catch (error) {
    if (error instanceof RangeError) return failed(request, status.badMessage, error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    return failed(request, codes.get(code ?? '') ?? status.failure, message);
  }
}

const codes: ReadonlyMap<string, number> = new Map([
  ['ENOENT', status.noSuchFile],
  ['ENOTDIR', status.noSuchFile],
  ['EACCES', status.permissionDenied],
  ['EPERM', status.permissionDenied],
  ['EROFS', status.permissionDenied],
  ['EOF', status.eof],
]);

function failed(request: Request, code: number, message: string): Buffer {
  return request.answer(type.status).uint32(code).text(message).text('en').packet();
}

/** Whole packets without their length; an end inside one throws. */
async function* packets(channel: Duplex): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of channel as AsyncIterable<Buffer>) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= 4) {
      const length = rest.readUInt32BE();
      if (length === 0 || length > longest) throw new RangeError('the packet is longer than 256 KiB');
      if (rest.length < 4 + length) break;
      yield rest.subarray(4, 4 + length);
      rest = rest.subarray(4 + length);
    }
  }
}
