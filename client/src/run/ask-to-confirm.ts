import type { Question, RunEventBody } from './events.ts';
import type { RunEnvironment } from './run-context.ts';

/**
 * Asks whether a block may run and tells the question and its answer; nobody's answer is no. `beforehand`: `--confirm` has answered it, and
 * nobody is asked.
 */
export async function askToConfirm(
  environment: RunEnvironment,
  emit: (body: RunEventBody) => Promise<void>,
  asked: Pick<Question, 'id' | 'message' | 'block' | 'hosts'>,
  beforehand: boolean,
): Promise<boolean> {
  const question: Question = { ...asked, kind: 'confirm', secret: false };
  const { id } = question;
  await emit({ type: 'question', question });
  if (beforehand) {
    await emit({ type: 'answered', id, by: 'flag', yes: true });
    return true;
  }
  const answer = await environment.answer(question);
  const yes = answer === true || (typeof answer === 'string' && /^y(es)?$/i.test(answer));
  await emit({ type: 'answered', id, by: answer === undefined ? 'nobody' : 'user', yes });
  return yes;
}
