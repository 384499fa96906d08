import type { HostDetails } from '../../ssh/connection.ts';
import { ConfigError } from './config-error.ts';
import { seconds } from './seconds.ts';

/** The first value of a keyword in lower case. */
export type Get<T = string | undefined> = (keyword: string) => T;

/** What a configuration says of the network: from which address, by which family, how often a silent server is asked. `at` is a value's place. */
export function networkSettings(
  get: Get,
  at: Get<string>,
): Pick<HostDetails, 'keepaliveInterval' | 'keepaliveCount' | 'localAddress' | 'family'> {
  const interval = get('serveraliveinterval');
  const alive = interval === undefined ? 0 : seconds('ServerAliveInterval', interval, at('serveraliveinterval'));
  const count = get('serveralivecountmax');
  if (count !== undefined && !/^[1-9]\d{0,6}$/.test(count))
    throw new ConfigError(`${at('serveralivecountmax')}\`ServerAliveCountMax ${count}\` is no count; expected a number from 1 on`);
  const family = get('addressfamily')?.toLowerCase() ?? 'any';
  const families: Readonly<Record<string, 0 | 4 | 6>> = { any: 0, inet: 4, inet6: 6 };
  const chosen = families[family];
  if (chosen === undefined)
    throw new ConfigError(`${at('addressfamily')}\`AddressFamily ${family}\` is none; expected \`any\`, \`inet\` or \`inet6\``);
  const from = get('bindaddress');
  return {
    ...(alive > 0 ? { keepaliveInterval: alive * 1000 } : {}),
    ...(count === undefined ? {} : { keepaliveCount: Number(count) }),
    ...(chosen === 0 ? {} : { family: chosen }),
    ...(from === undefined ? {} : { localAddress: from }),
  };
}
