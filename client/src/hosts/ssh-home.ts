import { account } from '../../../server/src/host/account.ts';

/** The home folder that OpenSSH goes by: the account's, whatever `HOME` says (ssh.c, main: getpwuid). */
export function sshHome(): string {
  return account().homedir;
}
