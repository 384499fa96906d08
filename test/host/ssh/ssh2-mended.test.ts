import { diffieHellman, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Duplex, Transform } from 'node:stream';
import ssh2, { type Client, type ClientChannel } from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendSignal } from '../../../client/src/ssh/ssh2-signal.ts';
import { askAtOnce } from '../../../client/src/ssh/ssh2-ask-at-once.ts';
import { exchangeQuickly } from '../../../client/src/ssh/ssh2-exchange.ts';
import { ignoreHostKeys } from '../../../client/src/ssh/ssh2-host-keys.ts';
import { readsWholePackets, readWholePackets } from '../../../client/src/ssh/ssh2-gcm.ts';
import { sendTogether } from '../../../client/src/ssh/ssh2-together.ts';
import { beginSmall, guardWindow } from '../../../client/src/ssh/ssh2-window.ts';
import { windowPool } from '../../../client/src/ssh/window-pool.ts';
import { hasSshd, type RealSshd, startSshd } from './real-sshd.ts';

/**
 * What is mended around ssh2, each next to the proof that it still needs it: the day that upstream changes, the proof fails and the mending
 * can go.
 */
describe.runIf(hasSshd())('ssh2', () => {
  let sshd: RealSshd;
  let client: Client;
  beforeAll(async () => {
    sshd = await startSshd();
    client = new ssh2.Client();
    await new Promise<void>((resolve, reject) => {
      client.on('error', reject).once('ready', resolve);
      client.connect({
        host: sshd.address,
        port: sshd.port,
        username: sshd.user,
        privateKey: readFileSync(sshd.keyFile),
        hostVerifier: () => true,
      });
    });
  });
  afterAll(async () => {
    client.destroy();
    await sshd.stop();
  });

  const exec = (command: string): Promise<ClientChannel> =>
    new Promise((resolve, reject) => client.exec(command, (error, channel) => (error ? reject(error) : resolve(channel))));

  /** Bytes that pile up while one of the two streams is read and the other is not, until they are many or no more come. */
  const pile = async (guarded: boolean, read: 'stdout' | 'stderr'): Promise<number> => {
    const channel = await exec(
      'exec sh -c "yes 1234567890123456789012345678901234567890 & yes 1234567890123456789012345678901234567890 >&2"',
    );
    if (guarded) expect(guardWindow(channel)).toBe(true);
    const [reading, other] = read === 'stdout' ? [channel, channel.stderr] : [channel.stderr, channel];
    reading.resume();
    let found = 0;
    for (let still = 0; still < 20 && found < 6_500_000; still++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (other.readableLength > found) still = 0;
      found = other.readableLength;
    }
    channel.signal('KILL');
    channel.resume();
    channel.stderr.resume();
    channel.close();
    await new Promise((resolve) => channel.once('close', resolve));
    return found;
  };

  it.each(['stdout', 'stderr'] as const)(
    'opens the window for a full stream when %s is read, but for the guard',
    async (read) => {
      // Whether what is read comes while the other stream is full is the host's scheduler's choice: one of many tries shows it.
      let most = 0;
      for (let tries = 0; tries < 30 && most < 6_000_000; tries++) most = Math.max(most, await pile(false, read));
      expect(most).toBeGreaterThan(6_000_000);
      for (let tries = 0; tries < 3; tries++) expect(await pile(true, read)).toBeLessThan(5_000_000);
    },
    60_000,
  );

  it('with the guard, begins small and takes more from the pool as long as there is some, and gives it back', async () => {
    const own = new ssh2.Client();
    await new Promise<void>((resolve, reject) => {
      own.on('error', reject).once('ready', resolve);
      const { address: host, port, user: username, keyFile } = sshd;
      own.connect({ host, port, username, privateKey: readFileSync(keyFile), hostVerifier: () => true });
    });
    try {
      beginSmall(own);
      const start = (): Promise<ClientChannel> =>
        new Promise((resolve, reject) => own.exec('exec yes', (error, channel) => (error ? reject(error) : resolve(channel))));
      const pool = windowPool(1024 * 1024);
      let taken = 0;
      const counting = {
        take: (bytes: number) => {
          const given = pool.take(bytes);
          if (given) taken += bytes;
          return given;
        },
        give: (bytes: number) => {
          taken -= bytes;
          pool.give(bytes);
        },
      };
      // Nobody reads: what came is what the channel has for certain.
      const unread = await start();
      expect(guardWindow(unread, counting)).toBe(true);
      await expect.poll(() => unread.readableLength).toBeGreaterThan(32_768);
      const read = await Promise.all([start(), start()]);
      let bytes = 0;
      for (const channel of read) {
        guardWindow(channel, counting);
        channel.on('data', (data: Buffer) => {
          bytes += data.length;
        });
      }
      await expect.poll(() => bytes, { timeout: 20_000 }).toBeGreaterThan(20_000_000);
      expect(unread.readableLength).toBeLessThanOrEqual(65_536);
      expect(taken).toBeGreaterThan(500_000);
      expect(taken).toBeLessThanOrEqual(1024 * 1024);
      for (const channel of [unread, ...read]) {
        const closed = new Promise((resolve) => channel.once('close', resolve));
        channel.signal('KILL');
        channel.resume();
        channel.close();
        await closed;
      }
      expect(taken).toBe(0);
    } finally {
      own.destroy();
    }
  });

  it('with the guard, lets everything through once both are read', async () => {
    const channel = await exec('exec sh -c "head -c 30000000 /dev/zero & head -c 30000000 /dev/zero >&2; wait"');
    guardWindow(channel);
    const count = async (stream: NodeJS.ReadableStream): Promise<number> => {
      let sum = 0;
      for await (const part of stream) {
        sum += (part as Buffer).length;
        if (sum % 7 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      return sum;
    };
    const stdout = count(channel);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await Promise.all([stdout, count(channel.stderr)])).toEqual([30_000_000, 30_000_000]);
  });

  it('sends no signal after the input’s end, but for our own way', async () => {
    for (const ours of [false, true]) {
      const channel = await exec('exec sleep 60');
      channel.resume();
      channel.stderr.resume();
      channel.end();
      await new Promise((resolve) => setTimeout(resolve, 200));
      const exit = new Promise<string>((resolve) => {
        channel.once('exit', (_code: number | null, signal?: string) => resolve(signal ?? 'none'));
        setTimeout(() => resolve('still there'), 700);
      });
      if (ours) expect(sendSignal(channel, 'TERM')).toBe(true);
      else channel.signal('TERM');
      // A login as root gets no signals from sshd at all; the helper's account is never root.
      expect(await exit).toBe(ours ? 'SIGTERM' : 'still there');
      sendSignal(channel, 'KILL');
      channel.close();
    }
  });

  /** A connection to a server, read our own way where it is `mended`, whose bytes from there come as `cut` gives them on. */
  const through = (server: RealSshd, cut: Transform, mended: boolean): { own: Client; ready: Promise<void>; over: () => void } => {
    const own = new ssh2.Client();
    const socket = connect(server.port, server.address);
    socket.on('error', () => undefined);
    const sock = Duplex.from({ readable: socket.pipe(cut), writable: socket });
    const ready = new Promise<void>((resolve, reject) => {
      own.on('error', reject).once('ready', resolve);
      own.connect({ sock, username: server.user, privateKey: readFileSync(server.keyFile), hostVerifier: () => true });
      if (mended) readWholePackets(own);
    });
    const over = (): void => {
      own.destroy();
      socket.destroy();
    };
    return { own, ready, over };
  };
  const printed = (client: Client, command: string): Promise<Buffer> =>
    new Promise((resolve, reject) => {
      client.exec(command, (error, channel) => {
        if (error) return reject(error);
        const parts: Buffer[] = [];
        channel.on('data', (data: Buffer) => parts.push(data));
        channel.once('close', () => resolve(Buffer.concat(parts)));
      });
    });

  it.each([0, 1, 3, 64, 5000])('takes no packet as long as a banner may be, but for our own way; in pieces of %i', async (size) => {
    const banner = join(sshd.folder, 'banner');
    writeFileSync(banner, `${'what you may do here '.repeat(10_000)}\n`);
    const other = await startSshd({ config: [`Banner ${banner}`] });
    const login = async (mended: boolean): Promise<string> => {
      // Every border may come anywhere, after the login too.
      const cut = new Transform({
        transform(data: Buffer, _encoding, done) {
          for (let at = 0; at < data.length; at += size || data.length) this.push(data.subarray(at, at + (size || data.length)));
          done();
        },
      });
      const { own, ready, over } = through(other, cut, mended);
      let seen = '';
      own.on('banner', (text) => {
        seen = text;
      });
      try {
        await ready;
        expect(readsWholePackets(own)).toBe(true);
        return `${seen.length} ${(await printed(own, 'head -c 300000 /dev/zero | wc -c; head -c 300000 /dev/zero')).length}`;
      } catch (error) {
        return (error as Error).message;
      } finally {
        over();
      }
    };
    try {
      expect(await login(false)).toBe('Bad packet length');
      expect(await login(true)).toBe('210001 300007');
    } finally {
      await other.stop();
    }
  });

  it('reads packets our own way when keys were exchanged anew, too', async () => {
    const other = await startSshd({ config: ['RekeyLimit 100K'] });
    const { own, ready, over } = through(other, new Transform({ transform: (data, _encoding, done) => done(null, data) }), true);
    let exchanged = 0;
    own.on('handshake', () => exchanged++);
    try {
      await ready;
      const all = await printed(own, 'seq 1 200000');
      expect(all.toString()).toBe(Array.from({ length: 200_000 }, (_, at) => `${at + 1}\n`).join(''));
      expect(exchanged).toBeGreaterThan(3);
      expect(readsWholePackets(own)).toBe(true);
    } finally {
      over();
      await other.stop();
    }
  });

  it('tells nothing of a packet in which a bit is another than was sent, our own way too', async () => {
    let left = Number.POSITIVE_INFINITY;
    const turned = new Transform({
      transform(data: Buffer, _encoding, done) {
        if (left < data.length) data[left] = (data[left] ?? 0) ^ 1;
        left -= data.length;
        done(null, data);
      },
    });
    const { own, ready, over } = through(sshd, turned, true);
    try {
      await ready;
      const failed = new Promise<Error>((resolve) => own.once('error', resolve));
      left = 100_000;
      const seen: Buffer[] = [];
      own.exec('yes 0123456789', (_error, channel) => channel.on('data', (data: Buffer) => seen.push(data)));
      expect((await failed).message).toContain('unable to authenticate data');
      const all = Buffer.concat(seen).toString();
      expect(all).toBe('0123456789\n'.repeat(Math.ceil(all.length / 11)).slice(0, all.length));
    } finally {
      over();
    }
  });

  it.each([false, true])('asks for a proof of host keys that nobody wants, but for our own way: %s', async (mended) => {
    const other = new ssh2.Client();
    let proved = 0;
    other.on('hostkeys', () => proved++);
    await new Promise<void>((resolve, reject) => {
      other.on('error', reject).once('ready', resolve);
      other.connect({
        host: sshd.address,
        port: sshd.port,
        username: sshd.user,
        privateKey: readFileSync(sshd.keyFile),
        hostVerifier: () => true,
      });
      if (mended) ignoreHostKeys(other);
    });
    // The server tells of its keys before it answers the first question, and answers in order.
    for (const command of ['true', 'true'])
      await new Promise<void>((resolve, reject) => {
        other.exec(command, (error, channel) => (error ? reject(error) : channel.resume().once('close', () => resolve())));
      });
    other.end();
    expect(proved).toBe(mended ? 0 : 1);
  });

  it.each([false, true])('writes the length of each packet by itself, but for our own way: %s', async (mended) => {
    const socket = connect(sshd.port, sshd.address);
    const pieces: number[] = [];
    const sock = new Duplex({
      read: () => void socket.resume(),
      write: (data: Buffer, _encoding, done) => {
        pieces.push(data.length);
        socket.write(data, done);
      },
      writev: (all, done) => {
        const data = Buffer.concat(all.map(({ chunk }) => chunk as Buffer));
        pieces.push(data.length);
        socket.write(data, done);
      },
      destroy: (error, done) => {
        socket.destroy();
        done(error);
      },
    });
    socket
      .on('data', (data) => sock.push(data))
      .on('error', () => undefined)
      .on('close', () => sock.push(null));
    const own = new ssh2.Client();
    await new Promise<void>((resolve, reject) => {
      own.on('error', reject).once('ready', resolve);
      own.connect({ sock, username: sshd.user, privateKey: readFileSync(sshd.keyFile), hostVerifier: () => true });
      if (mended) sendTogether(own);
    });
    const echoed = await new Promise<string>((resolve, reject) => {
      own.exec('exec wc -c', (error, channel) => {
        if (error) return reject(error);
        let said = '';
        channel.on('data', (data: Buffer) => {
          said += String(data);
        });
        channel.once('close', () => resolve(said.trim()));
        channel.write(Buffer.alloc(1_000_000));
        channel.end();
      });
    });
    const closed = new Promise<void>((resolve) => own.once('close', () => resolve()));
    own.end();
    await closed;
    expect(echoed).toBe('1000000');
    const lone = pieces.filter((bytes) => bytes === 4).length;
    if (mended) expect(lone).toBe(0);
    else expect(lone).toBeGreaterThan(3);
  });

  it('computes with keys in DER and PEM, and to the same end with bare numbers in our own way', () => {
    interface Exchange {
      _keys: ReturnType<typeof generateKeyPairSync> | null;
      getPublicKey(): Buffer;
      computeSecret(theirs: Buffer): Buffer | Error;
    }
    const { _kex: kex } = (client as unknown as { readonly _protocol: { readonly _kex: Exchange } })._protocol;
    const all = Object.getPrototypeOf(kex) as Exchange;
    const former = { getPublicKey: all.getPublicKey, computeSecret: all.computeSecret };
    const kept = kex._keys;
    const keys = (['ed25519', 'rsa', 'ecdsa'] as const).map((type) => {
      const bits = type === 'rsa' ? 2048 : 256;
      const pair = type === 'ed25519' ? ssh2.utils.generateKeyPairSync(type) : ssh2.utils.generateKeyPairSync(type, { bits });
      return [pair.private, pair.public].map((text) => {
        const key = ssh2.utils.parseKey(text);
        if (key instanceof Error) throw key;
        return key;
      });
    });
    const data = Buffer.from('what is signed');
    const verdicts = (): unknown[] =>
      keys.flatMap(([secret, shown], index) =>
        [undefined, 'sha256', 'sha512'].map((hash) => {
          if (secret === undefined || shown === undefined || (index === 0 && hash !== undefined)) return undefined;
          const signature = secret.sign(data, hash);
          const of = (bytes: Buffer, about: Buffer): unknown => [secret, shown].map((key) => key.verify(bytes, about, hash));
          return [
            of(data, signature),
            of(Buffer.from('another'), signature),
            of(data, Buffer.alloc(signature.length)),
            of(data, Buffer.alloc(3)),
          ];
        }),
      );
    const before = verdicts();
    expect(before[0]).toEqual([
      [true, true],
      [false, false],
      [false, false],
      [false, false],
    ]);
    // Until there is a rare one, too: of 256 secrets one begins with a zero.
    const pairs: (readonly [ReturnType<typeof generateKeyPairSync>, ReturnType<typeof generateKeyPairSync>])[] = [];
    for (let found = false; !found || pairs.length < 20; ) {
      const [ours, theirs] = [generateKeyPairSync('x25519'), generateKeyPairSync('x25519')];
      found ||= diffieHellman({ privateKey: ours.privateKey, publicKey: theirs.publicKey })[0] === 0;
      pairs.push([ours, theirs]);
    }
    const secrets = (): unknown[] =>
      pairs.map(([ours, theirs]) => {
        const other = Object.assign(Object.create(all) as Exchange & { opsbookPublic?: Buffer }, { _keys: ours });
        const value = theirs.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
        return [other.getPublicKey().toString('hex'), (other.computeSecret(value) as Buffer).toString('hex')];
      });
    const computed = secrets();
    expect(kex.getPublicKey()).not.toBe(kex.getPublicKey());

    exchangeQuickly(client);
    expect(all.getPublicKey).not.toBe(former.getPublicKey);
    expect(all.computeSecret).not.toBe(former.computeSecret);
    expect(kex.getPublicKey()).toBe(kex.getPublicKey());
    expect(secrets()).toEqual(computed);
    expect(verdicts()).toEqual(before);
    // What is no point of the curve is told, and does not throw.
    for (const wrong of [Buffer.alloc(32), Buffer.alloc(31, 9), Buffer.alloc(0)]) {
      const other = Object.assign(Object.create(all) as Exchange, { _keys: kept });
      expect(other.computeSecret(wrong)).toBeInstanceOf(Error);
      expect(former.computeSecret.call(other, wrong)).toBeInstanceOf(Error);
    }
  });

  it.each([false, true])('asks how one may log in when the server has said that one may ask, but for our own way: %s', async (mended) => {
    const own = new ssh2.Client();
    const said: string[] = [];
    await new Promise<void>((resolve, reject) => {
      own.on('error', reject).once('ready', resolve);
      const { address: host, port, user: username, keyFile } = sshd;
      const debug = (line: string): void => void said.push(line);
      own.connect({ host, port, username, privateKey: readFileSync(keyFile), hostVerifier: () => true, debug });
      if (mended) askAtOnce(own);
    });
    own.end();
    const first = (words: RegExp): number => said.findIndex((line) => words.test(line));
    const [asked, allowed] = [first(/^Outbound: Sending USERAUTH_REQUEST \(none\)/), first(/^Inbound: Received SERVICE_ACCEPT/)];
    expect(Math.min(asked, allowed)).toBeGreaterThan(0);
    expect(asked < allowed).toBe(mended);
    expect(said.filter((line) => line.includes('(none)'))).toHaveLength(1);
  });
});
