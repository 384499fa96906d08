import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection } from '../../../client/src/ssh/open-connection.ts';
import { hasSshd, type RealSshd, startSshd } from './real-sshd.ts';
import { runToEnd } from './run-to-end.ts';

describe.runIf(hasSshd())('what comes from a server', () => {
  let sshd: RealSshd;
  let between: Server;
  beforeAll(async () => {
    sshd = await startSshd();
    // The last bytes of all that it writes, of the tag of a packet mostly, come in a read of their own.
    between = createServer({ noDelay: true }, (near) => {
      const far = connect({ host: sshd.address, port: sshd.port, noDelay: true });
      far.on('data', (data) => {
        const last = Math.max(0, data.length - 8);
        near.write(data.subarray(0, last));
        far.pause();
        setTimeout(() => {
          near.write(data.subarray(last));
          far.resume();
        }, 2);
      });
      near.pipe(far);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const)
        one.on('error', () => undefined).on('close', () => other.destroy());
    });
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', () => resolve()));
  });
  afterAll(async () => {
    between?.close();
    await sshd?.stop();
  });

  it.each(['aes128-gcm@openssh.com', 'chacha20-poly1305@openssh.com', 'aes128-ctr'])(
    'is read whatever parts it comes in: %s',
    async (cipher) => {
      const { port } = between.address() as AddressInfo;
      const details = sshd.details({ address: '127.0.0.1', port, keepsNewKeys: 'no', algorithms: { ciphers: [cipher] } });
      const connection = await openConnection(details, { hostKey: async () => true, secret: async () => undefined });
      try {
        const { stdout, end } = await runToEnd(
          connection,
          'for i in {1..100}; do echo "$i"; read -t 0.003 <> <(:) || :; done; seq 1 200000',
        );
        expect(end).toMatchObject({ kind: 'exit', code: 0 });
        const lines = (to: number): string => Array.from({ length: to }, (_, at) => `${at + 1}\n`).join('');
        expect(stdout).toBe(`${lines(100)}${lines(200_000)}`);
      } finally {
        await connection.close();
      }
    },
  );
});
