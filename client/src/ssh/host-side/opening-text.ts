import { shellQuote } from '../shell-quote.ts';

/** Halves a nonce, so that the text that asks for it does not hold it: a program that echoes its input is not taken for a shell. */
function halves(nonce: string): string {
  const half = nonce.length >> 1;
  return `${nonce.slice(0, half)} ${nonce.slice(half)}`;
}

/**
 * The first line that the login shell's `exec /bin/sh` is fed: answered by `0x1e NONCE hello PID UID NAME` on standard error; the user's number only
 * `withUser`, the host's own name where the shell can read it by itself (proc(5), /proc/sys/kernel/hostname), else nothing.
 */
export function helloText(nonce: string, withUser: boolean): string {
  const said = `${halves(nonce)} "$$" ${withUser ? '"$(id -u)"' : '-'} "$__opsbook_x"`;
  return `{ read -r __opsbook_x </proc/sys/kernel/hostname || __opsbook_x=; } 2>/dev/null; printf '\\036%s%s hello %s %s %s\\n' ${said} >&2\n`;
}

/** What sudo is to ask for a password with: `%p` is the account whose it wants, ours or, as sudoers has it, root's or the other's. */
function sudoPrompt(token: string): string {
  return `opsbook-${token}-%p:`;
}

/** The accounts whose passwords sudo has asked for in `said`, in order. */
export function askedBySudo(said: string, token: string): readonly string[] {
  return Array.from(said.matchAll(new RegExp(`opsbook-${token}-([^:\\n]*):`, 'g')), ([, account = '']) => account);
}

/** What standard error says when the other account's shell has begun. */
export function elevatedWord(token: string): string {
  return `\x1e${token} elevated\n`;
}

/** Words that make `account` run what follows them: sudo with `sudoPrompt`, or `byRoot` runuser(1), which needs none. No shell takes any of them for more than a word. */
export function sudoWords(account: string, token: string, byRoot: boolean): readonly string[] {
  return byRoot ? ['runuser', '-u', account, '--'] : ['sudo', '-S', '-H', '-p', sudoPrompt(token), '-u', account, '--'];
}

/**
 * Replaces the shell by one of `account` (root by default). It prompts with `sudoPrompt`, reads a password from standard input only after
 * that prompt, and says `elevatedWord` before it reads anything else. `byRoot` is for a login as root, which needs no sudo to become another.
 */
export function sudoText(account: string, token: string, byRoot: boolean): string {
  const shell = `/bin/sh -c ${shellQuote(`printf "\\036%s%s elevated\\n" ${halves(token)} >&2; exec /bin/sh`)}`;
  const sudo = `exec sudo -S -H -p ${shellQuote(sudoPrompt(token))} -u ${shellQuote(account)} -- ${shell}`;
  if (!byRoot) return `${sudo}\n`;
  return `if command -v sudo >/dev/null 2>&1; then ${sudo}; else exec runuser -u ${shellQuote(account)} -- ${shell}; fi\n`;
}
