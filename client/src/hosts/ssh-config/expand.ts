import { hostname } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from './config-error.ts';
import { connectionHash } from './connection-hash.ts';
import { sshHome } from '../ssh-home.ts';

/** What the tokens of ssh_config(5), TOKENS, stand for. */
export interface Tokens {
  /** `%n`: the name as it was asked for. */
  readonly name: string;
  /** `%h`: the host name after `HostName`. */
  readonly address: string;
  readonly port: number;
  /** `%r`: who logs in. */
  readonly user: string;
  /** `%u`: who asks. */
  readonly local: string;
  /** `%k`: the host key alias, else the name. */
  readonly alias: string;
  /** `%j`: the jump host as it is written, else nothing. */
  readonly jump: string;
}

/** What the token `%` with `token` behind it stands for in `text`, a value of `keyword`. Throws a ConfigError where it stands for nothing. */
function meaning(token: string, keyword: string, text: string, tokens: Tokens): string {
  const here = hostname();
  switch (token) {
    case '%':
      return '%';
    case 'C':
      return connectionHash(tokens);
    case 'd':
      return sshHome();
    case 'h':
      return tokens.address;
    case 'i':
      return String(process.getuid?.() ?? '');
    case 'j':
      return tokens.jump;
    case 'k':
      return tokens.alias;
    case 'L':
      return here.split('.')[0] ?? here;
    case 'l':
      return here;
    case 'n':
      return tokens.name;
    case 'p':
      return String(tokens.port);
    case 'r':
      return tokens.user;
    case 'u':
      return tokens.local;
    default:
      throw new ConfigError(
        `\`${keyword} ${text}\`: the token \`%${token}\` is not supported; expected one of \`%% %C %d %h %i %j %k %L %l %n %p %r %u\``,
      );
  }
}

/** A value of `keyword` with its tokens, `${VARIABLE}`s and a leading `~` put in. Throws a ConfigError for one that stands for nothing. */
export function expand(keyword: string, text: string, tokens: Tokens): string {
  const home = text === '~' ? sshHome() : text.startsWith('~/') ? join(sshHome(), text.slice(2)) : text;
  // In one go (misc.c, vdollar_percent_expand): a variable's value stands as it is.
  return home.replaceAll(/\$\{([^}]*)\}|%(.?)/gs, (_all, name: string | undefined, token: string) => {
    if (name === undefined) return meaning(token, keyword, text, tokens);
    const value = process.env[name];
    if (value === undefined) throw new ConfigError(`\`${keyword} ${text}\`: the environment variable \`${name}\` is not set`);
    return value;
  });
}

/** A command of `keyword` with its tokens put in; variables and `~` are the shell's (ssh_config(5), TOKENS). Throws a ConfigError as `expand` does. */
export function expandCommand(keyword: string, command: string, tokens: Tokens): string {
  return command.replaceAll(/%(.?)/gs, (_all, token: string) => meaning(token, keyword, command, tokens));
}
