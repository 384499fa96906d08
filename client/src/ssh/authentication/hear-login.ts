import type { Client } from 'ssh2';

/** What a server says while somebody logs in. */
export interface LoginListener {
  /** It did not let in with what was tried, or (`partial`) wants more besides; `methods` are those it would take now. */
  answered(methods: readonly string[], partial: boolean): void;
  /** Words for the user. */
  said(text: string): void;
  /** The password was right, but is to be changed first. */
  wantsNewPassword(prompt: string): void;
}

/** The part of ssh2 1.17.0 (lib/client.js) that this file leans on. */
interface Handlers {
  USERAUTH_FAILURE?: (protocol: unknown, methods: readonly string[], partial: boolean) => void;
  USERAUTH_INFO_REQUEST?: (protocol: unknown, name: string, instructions: string, prompts: unknown) => void;
}

/**
 * Tells all that a server says in a login, before ssh2 acts on it: ssh2 forgets what a server would take after a key of an agent, drops words
 * that come without a question, and waits for ever where a new password is wanted. To be called right after `connect`.
 */
export function hearLogin(client: Client, listener: LoginListener): void {
  client.on('banner', (text) => listener.said(text));
  client.on('change password', (prompt: string) => listener.wantsNewPassword(prompt));
  const handlers = (client as unknown as { readonly _protocol?: { readonly _handlers?: Handlers } })._protocol?._handlers;
  const { USERAUTH_FAILURE: failed, USERAUTH_INFO_REQUEST: asked } = handlers ?? {};
  if (handlers === undefined || failed === undefined || asked === undefined) return;
  handlers.USERAUTH_FAILURE = (protocol, methods, partial) => {
    listener.answered(methods, partial);
    failed(protocol, methods, partial);
  };
  handlers.USERAUTH_INFO_REQUEST = (protocol, name, instructions, prompts) => {
    if (!Array.isArray(prompts) || prompts.length === 0) for (const words of [name, instructions]) listener.said(words);
    asked(protocol, name, instructions, prompts);
  };
}
