import { harmless } from './harmless.ts';
import type { ChannelExit } from './step-channel.ts';

/** The last of a stranger's lines that says something. */
function lastWords(text: string): string {
  const lines = text.split(/[\r\n]+/).map(harmless);
  return lines.findLast((each) => each !== '') ?? '';
}

/**
 * Why a script did not start, in a sentence: `how` is the way the channel's program ended, or `time` when nothing came in time. It tells apart an
 * account without a shell, a restricted shell, a forced command, and sudo that refuses.
 */
export function refusalOfStart(
  place: { readonly where: string; readonly user: string },
  sudo: boolean | string,
  atSudo: boolean,
  greeting: string,
  how: ChannelExit | 'time',
): string {
  const said = lastWords(greeting);
  const words = said === '' ? 'without a word' : `saying \`${said}\``;
  const end =
    how === 'time'
      ? 'did not answer in time'
      : how === undefined
        ? 'went'
        : 'code' in how
          ? `ended with exit status ${how.code}`
          : `ended by ${how.signal}`;
  if (atSudo) {
    const account = sudo === true ? 'root' : String(sudo);
    if (/sudo: (?:command )?not found/i.test(greeting))
      return `there is no \`sudo\` on ${place.where}; expected it, or a login as \`${account}\` itself`;
    const hint = /must have a tty/.test(greeting)
      ? `; expected \`Defaults:${place.user} !requiretty\` in its sudoers`
      : how === 'time' && said !== ''
        ? '; expected no other question than for a password'
        : '';
    return `sudo on ${place.where} did not start a shell as \`${account}\` for \`${place.user}\`: it ${end}, ${words}${hint}`;
  }
  if (/restricted/i.test(greeting)) {
    return `the login shell of ${place.where} is a restricted one: it refused \`exec /bin/sh\`, ${words}; expected a shell that may start \`/bin/sh\``;
  }
  if (/account is currently not available|nologin/i.test(greeting)) {
    return `the account of ${place.where} has no login shell (nologin): it ${end}, ${words}; expected a shell`;
  }
  if (/password change required|password (?:has )?expired|must change your password|required to change your password/i.test(greeting)) {
    return `the password of ${place.where} has expired: it ${end}, ${words}; expected one that holds (log in once with \`ssh\` in a terminal, which asks for a new one)`;
  }
  if (how === 'time') {
    return `the login shell of ${place.where} did not start \`/bin/sh\` in time, ${words}; expected a shell (is there a \`ForceCommand\` or \`command=\` for this key, or does a start file such as \`~/.bashrc\` wait, read or start another program?)`;
  }
  if (said === '') {
    return `the login shell of ${place.where} ${end} without a word; expected a shell that starts \`/bin/sh\` (is it \`/bin/false\`, or does a start file such as \`~/.bashrc\` exit?)`;
  }
  // session.c, do_nologin.
  if (typeof how === 'object' && 'code' in how && how.code === 254)
    return `${place.where} lets nobody in now (\`/etc/nologin\`): it ${end}, ${words}`;
  return `${place.where} ran something else than the shell that was asked for: it ${end}, ${words}; expected \`/bin/sh\` (is there a \`ForceCommand\` or \`command=\` for this key?)`;
}
