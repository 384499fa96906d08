import { createHash, createHmac } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import type { Plan } from './plan.ts';

/** SHA-256 in hex over the canonical JSON of everything in the plan that says what will happen: all of it but the differences' text and the notes, which follow from the rest. */
export function planHash(plan: Omit<Plan, 'hash'>): string {
  const { format, draft, hosts, files, secrets } = plan;
  const bound = { format, draft, hosts, secrets, files: files.map(({ diff: _, message: _message, left: _left, ...file }) => file) };
  return createHash('sha256').update(canonicalJson(bound)).digest('hex');
}

/** What stands for a secret's value in a plan: an HMAC under the plan's own random key. */
export function secretSeal(key: string, value: string): string {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(value, 'utf8').digest('hex');
}
