import type { Answer, Question } from '../../run/events.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import { withoutAnsi } from '../../run/ansi.ts';
import { askLine, askYes, isInteractive } from './terminal.ts';

/** What the flags of a call answer before anybody is asked, and what ends all asking. */
export interface AnswerFlags {
  readonly acceptNewHostKeys: boolean;
  readonly signal?: AbortSignal;
}

/** Answers the runner's questions: by the flags, else by the person at the terminal, else with no. */
export function answerWith({ acceptNewHostKeys, signal }: AnswerFlags): Answer {
  // One question at a time, whoever asks: a terminal has one line to type on.
  let turn: Promise<unknown> = Promise.resolve();
  return (question) => {
    const answered = turn.then(async () => {
      const message = withoutAnsi(question.message);
      if (question.kind === 'host-key') {
        if (!acceptNewHostKeys)
          process.stderr.write(
            `${message}\n${withoutAnsi(question.detail ?? '')}\nopsbook: not accepted: --accept-new-host-keys accepts it\n`,
          );
        return acceptNewHostKeys;
      }
      if (question.kind === 'confirm') {
        const yes = isInteractive() ? await askYes(`${message}${whereOf(question)}`, signal) : undefined;
        return signal?.aborted === true ? undefined : yes;
      }
      return isInteractive() ? askLine(`${message}: `, { secret: question.secret, signal }) : undefined;
    });
    turn = answered.catch(() => undefined);
    return answered;
  };
}

/** Which block on which hosts a question is about, as far as it does not say so itself. */
function whereOf({ message, block, hosts }: Question): string {
  const named = block === undefined || message.includes(`\`${block}\``) ? '' : `\`${block}\` `;
  const isSaid = hosts === undefined || hosts.every((host) => message.includes(`\`${host}\``));
  const on = isSaid ? '' : `on ${foldHosts(hosts)}`;
  return named === '' && on === '' ? '' : ` (${withoutAnsi(`${named}${on}`.trim())})`;
}
