import type { Settings } from '../../server/src/core/settings.ts';

/** Which settings make our judge the daemon that a column of the manifest speaks of. */
export const columns: Readonly<Record<string, Readonly<Record<string, Settings>>>> = {
  logrotate: {
    verdict: { logrotate: { version: '3.21' } },
    verdict_alt1: { logrotate: { version: '3.22' } },
  },
  rsyslog: {
    verdict: { rsyslog: { version: '8.2302' } },
    verdict_alt1: { rsyslog: { version: '8.2610' } },
  },
  interfaces: {
    verdict: { interfaces: { dialect: 'ifupdown' } },
    verdict_alt1: { interfaces: { dialect: 'ifupdown2' } },
    verdict_alt2: { interfaces: { dialect: 'ifupdown-ng' } },
  },
};

/** Slips of the mutants that a person would not call mistakes: two stanzas for one interface are legal, and so on. */
export const noMistakes: Readonly<Record<string, readonly string[]>> = {
  logrotate: ['script-on-one-line'],
  interfaces: ['duplicate-iface', 'bad-bridge-port'],
};

/** Languages whose daemon says `on or before line N`: it names the line where it had read enough, so the mistake may stand above. */
export const namesLastLine: readonly string[] = ['rsyslog'];

/** Messages whose line the daemon counts from 0, so that it names the one above: parse_iface in ifupdown2's networkinterfaces.py. */
export function countsFromZero(language: string, column: string, message: string): boolean {
  return language === 'interfaces' && column === 'verdict_alt1' && message.includes(': invalid syntax ');
}
