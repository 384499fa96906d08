import { l10n } from 'vscode';
import { withoutAnsi } from '../../run/ansi.ts';
import type { RunEvent } from '../../run/events.ts';
import { isFailure, isWell } from '../../run/outcome.ts';
import { outcomeWord } from '../words/outcome-word.ts';
import { inTheirLanguage } from '../words/in-their-language.ts';

/** What was last seen of a host. */
export interface HostState {
  readonly standing: 'connected' | 'well' | 'symptom' | 'bad' | 'unreachable';
  /** What it was, in words; harmless to show. */
  readonly words: string;
  readonly at: number;
  /** As ssh-keygen prints it. */
  readonly fingerprint?: string;
}

/** What runs told of hosts, the last word of each by its time: records are read while runs go on. */
export class HostStates {
  readonly #states = new Map<string, HostState>();

  /** What is known of a host; undefined where no run has spoken of it. */
  of(host: string): HostState | undefined {
    return this.#states.get(host);
  }

  /** Takes in the next event of a run; whether it told something of a host. */
  next(event: RunEvent): boolean {
    if (event.type === 'run-started') {
      for (const { name, hostKey, trouble, notReached } of event.plan.hosts) {
        if (trouble !== undefined)
          this.#put(name, 'unreachable', `${outcomeWord(trouble.outcome)}: ${inTheirLanguage(trouble.message)}`, event.at, hostKey);
        else if (notReached !== true) this.#put(name, 'connected', l10n.t('connected'), event.at, hostKey);
      }
      return true;
    }
    if (event.type === 'host-trouble') this.#put(event.host, 'unreachable', `${outcomeWord(event.outcome)}: ${event.message}`, event.at);
    else if (event.type === 'block-ended' && event.outcome !== 'skipped')
      this.#put(
        event.host,
        isWell(event.outcome) ? 'well' : isFailure(event.outcome) ? 'bad' : 'symptom',
        `${event.block}: ${outcomeWord(event.outcome)}`,
        event.at,
      );
    else return false;
    return true;
  }

  #put(host: string, standing: HostState['standing'], words: string, at: number, key?: string): void {
    const before = this.#states.get(host);
    if (before !== undefined && before.at > at) return;
    const fingerprint = key ?? before?.fingerprint;
    this.#states.set(host, { standing, words: withoutAnsi(words), at, ...(fingerprint !== undefined && { fingerprint }) });
  }
}
