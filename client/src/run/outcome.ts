/** What became of a block on a host (the format's section 6.6). */
export type Outcome =
  | 'ok'
  | 'unchanged'
  | 'fixed'
  | 'symptom'
  | 'failed'
  | 'unexpected'
  | 'timed-out'
  | 'cancelled'
  | 'lost'
  | 'unreachable'
  | 'refused'
  | 'undone'
  | 'skipped';

const well: ReadonlySet<Outcome> = new Set(['ok', 'unchanged', 'fixed', 'skipped']);

/** Whether a run with only such outcomes ends with exit status 0. */
export function isWell(outcome: Outcome): boolean {
  return well.has(outcome);
}

const counted: ReadonlySet<Outcome> = new Set(['failed', 'unexpected', 'timed-out', 'lost', 'unreachable', 'refused']);

/** Whether the outcome counts towards `max-failures` and ends the host's part of the run. */
export function isFailure(outcome: Outcome): boolean {
  return counted.has(outcome);
}
