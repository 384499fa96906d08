import type { HostDetails } from '../../ssh/connection.ts';
import { ConfigError } from './config-error.ts';
import { isNo, isYes } from './flags.ts';
import type { Get } from './network-settings.ts';

const methods = ['publickey', 'keyboard-interactive', 'password'] as const;
type Method = (typeof methods)[number];

/** What a configuration says of how to log in: the methods in order, and how often one is asked. `at` is a value's place. */
export function loginSettings(get: Get, at: Get<string>): Pick<HostDetails, 'methods' | 'passwordPrompts' | 'asksNothing'> {
  const off = (method: Method): boolean => {
    if (method === 'publickey') return isNo(get('pubkeyauthentication'));
    if (method === 'password') return isNo(get('passwordauthentication'));
    return isNo(get('kbdinteractiveauthentication') ?? get('challengeresponseauthentication'));
  };
  const preferred = get('preferredauthentications');
  const isMethod = (word: string): word is Method => (methods as readonly string[]).includes(word);
  const order = preferred === undefined ? methods : preferred.split(',').filter(isMethod);
  const left = order.filter((method) => !off(method));
  const prompts = get('numberofpasswordprompts');
  if (prompts !== undefined && !/^\d{1,4}$/.test(prompts))
    throw new ConfigError(`${at('numberofpasswordprompts')}\`NumberOfPasswordPrompts ${prompts}\` is no count; expected a number`);
  return {
    ...(left.join() === methods.join() ? {} : { methods: left }),
    ...(prompts === undefined ? {} : { passwordPrompts: Number(prompts) }),
    ...(isYes(get('batchmode')) ? { asksNothing: true } : {}),
  };
}
