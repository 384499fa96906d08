import { createHmac, timingSafeEqual } from 'node:crypto';
import { matchesPattern } from './matches-pattern.ts';

/** `|1|SALT|HASH`: HMAC-SHA1 of the name under the salt. */
function matchesHash(field: string, name: string): boolean {
  const [, version, salt = '', hash = ''] = field.split('|');
  if (version !== '1') return false;
  const expected = Buffer.from(hash, 'base64');
  const actual = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest();
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Whether the first field of a known_hosts line means `name` (a host, or `[host]:port`): a `!` pattern that matches says no for good. */
export function matchesName(field: string, name: string): boolean {
  const lower = name.toLowerCase();
  if (field.startsWith('|')) return matchesHash(field, lower);
  if (!/[*?!,]/.test(field)) return field.toLowerCase() === lower;
  let found = false;
  for (const each of field.split(',')) {
    const negated = each.startsWith('!');
    const pattern = (negated ? each.slice(1) : each).toLowerCase();
    if (pattern === '' || !matchesPattern(pattern, lower)) continue;
    if (negated) return false;
    found = true;
  }
  return found;
}
