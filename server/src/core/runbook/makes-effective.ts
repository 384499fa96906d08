import type { ReadBlock } from './parse-runbook.ts';

/** What a step's text does to a service, as far as its words tell. */
export type Effect = 'restart' | 'reload' | 'unknown';

/** Other words that a step may speak of a service by. */
const names: Readonly<Record<string, RegExp>> = {
  rsyslog: /\brsyslogd?\b/,
  networking: /\b(?:networking|ifup|ifdown|ifreload|ifupdown|interfaces)\b/,
  ssh: /\bsshd?\b/,
};

/** Whether a step's text speaks of the service at all. */
export function namesService(block: ReadBlock, service: string): boolean {
  return (names[service] ?? new RegExp(`\\b${service.replace(/[^\w-]/g, '.')}\\b`)).test(block.text) || /\breboot\b/.test(block.text);
}

/** What a step does to the service: starting and stopping is a restart; a reload, or the signal HUP, is only that; anything else may be both. */
export function effectOn(block: ReadBlock, service: string): Effect {
  if (!namesService(block, service)) return 'unknown';
  const text = block.text.replace(/^[ \t]*#.*$/gm, '');
  if (/\b(?:re)?start|\bstop\b|\breboot\b|(?:^|[;&|]|\bexec|\bsudo)[ \t]*(?:\/usr\/sbin\/)?rsyslogd\b/m.test(text)) return 'restart';
  return /\breload\b|-s?\s*(?:SIG)?HUP\b|\brsyslog-rotate\b/.test(text) ? 'reload' : 'unknown';
}
