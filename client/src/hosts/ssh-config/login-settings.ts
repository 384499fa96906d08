import type { HostDetails } from '../../ssh/connection.ts';
import { ConfigError } from './config-error.ts';
import type { Get } from './network-settings.ts';

const methods = ['publickey', 'keyboard-interactive', 'password'] as const;
type Method = (typeof methods)[number];

/** Whether a value of a flag says yes. */
export function isYes(value: string | undefined): boolean {
  return value !== undefined && /^(?:yes|true)$/i.test(value);
}

function isNo(value: string | undefined): boolean {
  return value !== undefined && /^(?:no|false)$/i.test(value);
}

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
