import { isWell, type Outcome } from '../../run/outcome.ts';

/** For sorting what stands for outcomes: what went well first, what failed last; equal ones stay in their order. */
export function byOutcome([one]: readonly [Outcome, unknown], [other]: readonly [Outcome, unknown]): number {
  return rank(one) - rank(other);
}

function rank(outcome: Outcome): number {
  if (isWell(outcome)) return 0;
  return outcome === 'symptom' || outcome === 'undone' ? 1 : 2;
}
