import { createHash, type Hash } from 'node:crypto';
import type { RunEventBody } from './events.ts';
import { asciiBytes } from './ascii-bytes.ts';

/**
 * Puts into each `block-ended` the digest of what the block printed on that host, so that who reads events need not hold nor hash it. Where
 * the run has but one of `hosts`, nothing is held against its output, and a gigabyte would take half a second: it gets none.
 */
export function outputDigests(hosts: number): (body: RunEventBody) => RunEventBody {
  if (hosts < 2) return (body) => body;
  const going = new Map<string, Readonly<Record<'stdout' | 'stderr', Hash>>>();
  return (body) => {
    if (body.type === 'output') {
      const key = `${body.block}\0${body.host}`;
      let hashes = going.get(key);
      if (hashes === undefined) {
        hashes = { stdout: createHash('sha256'), stderr: createHash('sha256') };
        going.set(key, hashes);
      }
      hashes[body.stream].update(body[asciiBytes] ?? Buffer.from(body.text, 'utf8'));
    } else if (body.type === 'block-ended') {
      const key = `${body.block}\0${body.host}`;
      const hashes = going.get(key);
      going.delete(key);
      if (hashes !== undefined) return { ...body, digest: `${hashes.stdout.digest('hex')}${hashes.stderr.digest('hex')}` };
    }
    return body;
  };
}
