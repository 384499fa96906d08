import { NotComputed } from './not-computed.ts';
import type { Message } from './parse-message.ts';
import type { Variables } from './variables.ts';

/** A message on its way through the rules. */
export interface State {
  readonly message: Message;
  readonly variables: Variables;
  /** The release of rsyslogd. */
  readonly version: string;
  /** Why the message's contents or variables are not known any more; undefined while they are. */
  lost: string | undefined;
  /** What the template of a name makes of the message as it is now, in bytes. */
  render(template: string): string;
}

/** Throws `NotComputed` where the message is not known any more. */
export function known(state: State): void {
  if (state.lost !== undefined) throw new NotComputed(state.lost);
}
