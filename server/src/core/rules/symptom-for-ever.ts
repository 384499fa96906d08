import { endsInTime } from '../runbook/symptoms.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A symptom's pattern that could take for ever on a line. */
export const symptomForEver: RunbookRule = {
  id: 'runbook-symptom-for-ever',
  severity: 'error',
  summary: 'A symptom whose pattern could take for ever on a line of a log',
  why: 'A repetition inside of a repetition, such as `(a+)+`, can be tried in more ways than there is time for when a line almost matches. Symptoms are looked for in logs of any size, so such a pattern is never tried; the runbook would not be found by it.',
  story:
    'A runbook’s symptom was `(\\w+\\s?)+failed`. The log that night held one line of base64 without a blank, and the search for the right runbook stood still on it until somebody gave up.',
  bad: "---\nrunbook:\n  symptoms:\n    - match: '(\\w+\\s?)+failed'\n---\n\n```sh {name=look}\nuptime\n```\n",
  good: "---\nrunbook:\n  symptoms:\n    - match: '\\w failed'\n---\n\n```sh {name=look}\nuptime\n```\n",
  *check({ runbook }) {
    for (const { match, span } of runbook.frontMatter.symptoms)
      if (!endsInTime(match))
        yield { span, message: `\`${match}\` repeats a repetition and could take for ever on a line; write it without`, fixes: [] };
  },
};
