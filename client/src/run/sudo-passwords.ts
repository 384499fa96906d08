import type { HostDetails } from '../ssh/connection.ts';

type Ask = (host: HostDetails, prompt: string) => Promise<string | undefined>;

/**
 * Asks for sudo's password once for all hosts of one account that accept it, and again for each host that does not. What was given is held in
 * memory only, as long as this is. This machine's own is apart from theirs.
 */
export function sudoPasswords(ask: Ask): (host: HostDetails, prompt: string, again: boolean) => Promise<string | undefined> {
  const common = new Map<string, Promise<string | undefined>>();
  const own = new Map<string, Promise<string | undefined>>();
  return (host, prompt, again) => {
    const place = `${host.user}@${host.name}`;
    const account = host.name === 'local' ? place : host.user;
    const known = again ? undefined : (own.get(place) ?? common.get(account));
    if (known !== undefined) return known;
    const given = ask(host, again ? `\`${host.name}\` did not accept that password; ${prompt}` : prompt);
    if (again) own.set(place, given);
    else common.set(account, given);
    return given;
  };
}
