import fc from 'fast-check';
import { isIPv4, isIPv6 } from 'node:net';
import { describe, expect, test } from 'vitest';
import { readIpAddress, sameAddress, sameNetwork } from '../../../../../server/src/core/languages/values/ip-address.ts';
import { readIpv4, writeIpv4 } from '../../../../../server/src/core/languages/values/ipv4.ts';
import { readIpv6, writeIpv6 } from '../../../../../server/src/core/languages/values/ipv6.ts';
import { isUnicastMac, readMac } from '../../../../../server/src/core/languages/values/mac-address.ts';
import { prefixMask, readDottedNetmask } from '../../../../../server/src/core/languages/values/netmask.ts';

describe('IPv4', () => {
  test('agrees with Node, and comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV4(), fc.string({ maxLength: 15, unit: fc.constantFrom('0', '1', '2', '5', '9', '.', 'a', '-') })),
        (text) => {
          const bits = readIpv4(text);
          expect(bits !== undefined).toBe(isIPv4(text));
          if (bits !== undefined) expect(writeIpv4(bits)).toBe(text);
        },
      ),
      { numRuns: 1000 },
    );
  });
  test('the ends', () => {
    expect(readIpv4('0.0.0.0')).toBe(0);
    expect(readIpv4('255.255.255.255')).toBe(4294967295);
    for (const text of ['', '1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.4 ', '1.2.3.-4'])
      expect(readIpv4(text), text).toBeUndefined();
  });
});

describe('IPv6', () => {
  test('agrees with Node, and its short form is the same address', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.ipV6(), fc.string({ maxLength: 24, unit: fc.constantFrom('0', '1', 'f', 'F', ':', ':', ':', '.', 'g') })),
        (text) => {
          const groups = readIpv6(text);
          expect(groups !== undefined, text).toBe(isIPv6(text));
          if (groups !== undefined) expect(readIpv6(writeIpv6(groups))).toEqual(groups);
        },
      ),
      { numRuns: 1000 },
    );
  });
  test('short forms', () => {
    expect(writeIpv6(readIpv6('2001:DB8:0:0:1:0:0:1') ?? [])).toBe('2001:db8::1:0:0:1');
    expect(writeIpv6(readIpv6('::') ?? [])).toBe('::');
    expect(readIpv6('::ffff:192.0.2.1')).toEqual([0, 0, 0, 0, 0, 0xffff, 0xc000, 0x201]);
    for (const text of ['1::2::3', ':::', '1:2:3:4:5:6:7:8:9', '12345::', 'fe80::1%eth0', '::1.2.3'])
      expect(readIpv6(text), text).toBeUndefined();
  });
});

test('netmasks', () => {
  for (let prefix = 0; prefix <= 32; prefix++) expect(readDottedNetmask(writeIpv4(prefixMask(prefix)))).toBe(prefix);
  for (const text of ['255.255.0.255', '0.0.0.255', '255.0.255.0', '1.0.0.0', '24']) expect(readDottedNetmask(text), text).toBeUndefined();
});

test('networks', () => {
  const ip = (text: string) => readIpAddress(text) ?? { family: 4 as const, bits: -1 };
  expect(sameNetwork(ip('192.0.2.1'), ip('192.0.2.254'), 24)).toBe(true);
  expect(sameNetwork(ip('192.0.2.1'), ip('192.0.3.1'), 24)).toBe(false);
  expect(sameNetwork(ip('10.0.0.1'), ip('200.0.0.1'), 0)).toBe(true);
  expect(sameNetwork(ip('2001:db8:0:1::1'), ip('2001:db8:0:1:ffff::1'), 64)).toBe(true);
  expect(sameNetwork(ip('2001:db8:0:1::1'), ip('2001:db8:0:2::1'), 64)).toBe(false);
  expect(sameNetwork(ip('2001:db8:0:1::1'), ip('2001:db8:0:2::1'), 62)).toBe(true);
  expect(sameNetwork(ip('::1'), ip('127.0.0.1'), 0)).toBe(false);
  expect(sameAddress(ip('2001:DB8::1'), ip('2001:db8:0::1'))).toBe(true);
});

test('MAC addresses', () => {
  expect(readMac('02:00:5e:10:00:01')).toEqual([2, 0, 0x5e, 0x10, 0, 1]);
  expect(readMac('0-1-2-3-4-5')).toEqual([0, 1, 2, 3, 4, 5]);
  for (const text of ['', '02:00:5e:10:00', '02:00:5e:10:00:zz', '02:00-5e:10:00:01', '001122334455', '02:00:5e:10:00:01:02'])
    expect(readMac(text), text).toBeUndefined();
  expect(isUnicastMac([1, 0, 0x5e, 0, 0, 1])).toBe(false);
  expect(isUnicastMac([0, 0, 0, 0, 0, 0])).toBe(false);
  expect(isUnicastMac([2, 0, 0, 0, 0, 0])).toBe(true);
});
