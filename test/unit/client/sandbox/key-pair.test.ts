import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import { newKeyPair } from '../../../../client/src/sandbox/server/key-pair.ts';

describe('the practice host’s keys', () => {
  it('can be read back, each of a thousand', () => {
    for (let i = 0; i < 1000; i++) {
      const { private: own, public: shown } = newKeyPair('x');
      expect(ssh2.utils.parseKey(own)).not.toBeInstanceOf(Error);
      expect(ssh2.utils.parseKey(shown)).not.toBeInstanceOf(Error);
    }
  });

  it('are made anew where the first cannot be read, and given up where none can', () => {
    const good = newKeyPair();
    const made = [{ private: 'broken', public: good.public }, { private: good.private, public: 'broken' }, good];
    expect(newKeyPair(undefined, () => made.shift() ?? good)).toBe(good);
    expect(() => newKeyPair(undefined, () => ({ private: 'broken', public: 'broken' }))).toThrow(/no key/);
  });
});
