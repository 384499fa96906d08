import type { RunEvent } from '../../run/events.ts';
import { bySentences } from './by-sentences.ts';
import { lensTitles } from './lens-titles.ts';
import { type Sentence, saidAs } from './sentence.ts';
import { sentencesOfRuns } from './sentences-of-runs.ts';

/** What a step's commands may do, why something does not run. A sentence stands before those that would take it for theirs. */
const ofDrafts: readonly Sentence[] = [
  saidAs('`{0}` takes the host down'),
  saidAs('`{0}` may cut the connection by which it is run'),
  saidAs('`{0}` writes over a disk'),
  saidAs('`{0}` makes an empty file system'),
  saidAs('`{0}` makes swap of what was there'),
  saidAs('`{0}` wipes the signatures of a disk'),
  saidAs('`{0}` removes a physical volume'),
  saidAs('`{0}` removes a volume group'),
  saidAs('`{0}` removes a volume'),
  saidAs('`{0}` destroys a pool'),
  saidAs('`{0}` destroys a data set'),
  saidAs('`{0}` drops a database'),
  saidAs("`{0}` deletes an account's files"),
  saidAs('`{0}` deletes what holds data'),
  saidAs('`{0}` destroys what was made'),
  saidAs('`{0}` deletes volumes and what is in them'),
  saidAs('`{0}` deletes a whole folder of the system'),
  saidAs('`{0}` deletes `{1}` where `{2}` is empty; `{3}` was expected'),
  saidAs('`{0}` is no runbook: a Markdown document was expected'),
  saidAs('The runbook wants version {0} of the format; this opsbook knows version 1'),
  saidAs('`{0}` has no hosts: `hosts=` on the block, `hosts` in the front matter or `--host` was expected'),
  saidAs('Hosts may be missing: {0}'),
  saidAs('No step is called `{0}`; there is {1}'),
  saidAs('No step is called `{0}`; there are {1}'),
  saidAs('There is nothing to check: a step with `check=true` was expected'),
  saidAs('There is nothing to fix: a block with `fixes=CHECK` was expected'),
  saidAs('There is nothing to run: a step or a block with `file=` was expected'),
  saidAs('`{0}` is a transcript whose first line has no prompt: `$ ` or `# ` was expected'),
  saidAs('`{0}`: `file` is `{1}`; an absolute path without `.` and `..` was expected'),
  saidAs('`{0}`: the value of `{1}` holds a line break or a control character, which no configuration may be given'),
  saidAs('`{0}`: the value of `{1}` holds a line break or a control character'),
  saidAs('`{0}` names the secret `{1}`; a secret goes to steps and files only'),
  saidAs('`{0}`: `src={1}`: it was not read'),
  saidAs('`{0}`: `src={1}`: {2}'),
  saidAs('No input is called `{0}`: the front matter has {1}'),
  saidAs('The input `{0}`: a secret of fewer than 6 characters cannot be masked'),
  saidAs('The input `{0}`: {1} is none of {2}'),
  saidAs('The input `{0}`: {1} does not match `{2}`'),
  saidAs('`{0}`: `reboot` of `local` would end this run, and the sandbox has no boot of its own'),
  saidAs('`{0}`: `interactive` is a terminal on one host, and the block is for {1}: {2}'),
  saidAs('`{0}`: `interactive` and `{1}` do not go together: nobody would sit at the terminal'),
  saidAs('`{0}`: `interactive` and `guard` do not go together: a guarded step runs detached'),
  saidAs('`{0}`: `detach` and `{1}` do not go together'),
  saidAs('`{0}`: `guard` and `at` do not go together: it is the target that must be got into again'),
  saidAs('`{0}`: `guard` of a step needs the step that takes it back: one with `undoes`'),
  saidAs('`{0}`: `guard` and `capture` do not go together: the step runs detached'),
  saidAs('`{0}`: `guard` needs `{1}` to run as the same account as the block: the switch runs it'),
  saidAs('none of its hosts is among those of `--host`'),
];

/** What core or the runner said in the language of the editor, as `bySentences` has it. */
export const inTheirLanguage = bySentences([...lensTitles, ...ofDrafts, ...sentencesOfRuns]);

/** An event with what the runner says in it in the language of the editor; a program's own words stay as they are. */
export function eventInTheirLanguage(event: RunEvent): RunEvent {
  if (event.type === 'block-started') return event.why === undefined ? event : { ...event, why: inTheirLanguage(event.why) };
  if (event.type !== 'host-trouble' && event.type !== 'block-ended' && event.type !== 'note') return event;
  return event.message === undefined ? event : { ...event, message: inTheirLanguage(event.message) };
}
