import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import type { StepEnd } from '../ssh/connection.ts';
import type { Outcome } from './outcome.ts';
import type { Pumped } from './pump-output.ts';
import { unmetOutput } from './values/check-output.ts';
import { inTime } from './values/in-time.ts';

/** Bytes of a step's output that `expect` is held against. */
export const EXPECT_LIMIT = 1 << 20;
/** Milliseconds that holding it against that may take. */
const EXPECT_TIME = 2000;
/** Bytes that `capture` holds. */
export const CAPTURE_LIMIT = 65_536;

/** What a try of a step came to. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly message?: string;
}

/** The verdict on one try: the format's sections 6.1 (checks) and 6.6. */
export function judgeStep(block: DraftBlock, end: StepEnd, stdout: Pumped): Verdict {
  const check = block.kind === 'check';
  switch (end.kind) {
    case 'cancelled':
      return { outcome: 'cancelled', message: 'it was cancelled' };
    case 'lost':
      return { outcome: 'lost', message: end.message };
    case 'refused':
      return { outcome: check ? 'failed' : 'refused', message: end.message };
    case 'timed-out': {
      const message = `it was ended after ${block.timeout / 1000} s`;
      return check
        ? { outcome: 'failed', message: `${message}: a check that cannot look has not looked` }
        : { outcome: 'timed-out', message };
    }
    case 'signal':
      return {
        outcome: 'failed',
        message: end.around
          ? `the shell around it on the host was ended by ${end.signal}, and it was ended for that: how far it came is not known`
          : `it was ended by ${end.signal}`,
      };
    default:
      return judgeExit(block, end.code, stdout);
  }
}

function judgeExit(block: DraftBlock, code: number, stdout: Pumped): Verdict {
  const script = block.script as NonNullable<DraftBlock['script']>;
  const check = block.kind === 'check';
  const codes = script.expect?.codes;
  if (!(codes ?? [0]).includes(code)) {
    const wanted = codes === undefined ? '' : `; ${codes.join(' or ')} was expected`;
    if (check && code >= 1 && code <= 125) return { outcome: 'symptom', message: `exit status ${code}${wanted}` };
    const why = code === 127 ? ': a command was not found' : code === 126 ? ': a command could not be run' : '';
    return { outcome: codes === undefined || check ? 'failed' : 'unexpected', message: `exit status ${code}${why}${wanted}` };
  }
  const pattern = script.expect?.pattern;
  const found =
    pattern === undefined && script.expectOutput === undefined
      ? { value: undefined }
      : inTime(EXPECT_TIME, () => unmetExpectation(script, stdout));
  if (found === undefined) {
    const which = pattern === undefined ? 'what is expected of it' : `\`/${pattern}/\``;
    const message = `standard output could not be held against ${which} within ${EXPECT_TIME / 1000} s; expected a pattern that does not go back so often`;
    return { outcome: 'failed', message };
  }
  const unmet = found.value;
  if (unmet !== undefined) return { outcome: check ? 'symptom' : 'unexpected', message: unmet };
  if (script.capture !== undefined && stdout.size > CAPTURE_LIMIT)
    return { outcome: 'failed', message: `standard output has ${stdout.size} bytes; \`capture\` holds at most ${CAPTURE_LIMIT}` };
  return { outcome: 'ok' };
}

function unmetExpectation(script: NonNullable<DraftBlock['script']>, stdout: Pumped): string | undefined {
  const pattern = script.expect?.pattern;
  if (pattern === undefined && script.expectOutput === undefined) return undefined;
  if (stdout.size > EXPECT_LIMIT) return `standard output has ${stdout.size} bytes; at most ${EXPECT_LIMIT} are compared`;
  if (pattern !== undefined) {
    let matcher: RegExp;
    try {
      matcher = new RegExp(pattern, 'mu');
    } catch {
      return `\`${pattern}\` is no regular expression`;
    }
    if (!matcher.test(stdout.kept)) return `standard output does not hold \`/${pattern}/\``;
  }
  return script.expectOutput === undefined ? undefined : unmetOutput(stdout.kept, script.expectOutput);
}
