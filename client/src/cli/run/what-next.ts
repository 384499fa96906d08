import { withoutAnsi } from '../../run/ansi.ts';
import { endedUnheard } from '../../run/detach/fetch-draft.ts';
import type { RunEvent } from '../../run/events.ts';
import type { Plan } from '../../run/plan.ts';
import { shellQuote } from '../../ssh/shell-quote.ts';

/** What a person may do after a run, gathered from its events. */
export interface WhatNext {
  next(event: RunEvent): void;
  /** Lines to be printed behind a run with this exit status. */
  lines(status: number): readonly string[];
}

/** What mends the symptoms that a run of checks alone finds. */
export interface Mending {
  /** The checks whose symptom something of the runbook mends. */
  readonly checks: () => ReadonlySet<string>;
  /** The call of opsbook that does it. */
  readonly words: readonly string[];
}

/** What may be done after a run of `plan`: answer beforehand, mend, run again, take back. Each is said only where there is something to do. */
export function whatNext({ draft }: Plan, mending?: Mending): WhatNext {
  const changesSomething = draft.blocks.some(({ kind, script }) => kind !== 'check' && script?.fetch === undefined);
  const undone = new Set(draft.blocks.flatMap(({ undoes }) => undoes ?? []));
  const inPlace = new Set<string>();
  let isUndoable = false;
  const questions = new Map<string, string>();
  const unanswered = new Set<string>();
  const refused = new Set<string>();
  const symptoms = new Set<string>();
  const goesOn = new Set<string>();
  return {
    next(event) {
      switch (event.type) {
        case 'installed':
          inPlace.add(`${event.block} on ${event.host}`);
          break;
        case 'put-back':
          inPlace.delete(`${event.block} on ${event.host}`);
          break;
        case 'question':
          if (event.question.block !== undefined) questions.set(event.question.id, event.question.block);
          break;
        case 'answered':
          if (event.by === 'nobody') unanswered.add(questions.get(event.id) ?? '');
          break;
        case 'note':
          if (event.detached !== undefined) goesOn.add(`${event.block} on ${event.host}`);
          break;
        case 'block-ended':
          if (event.outcome !== 'lost' || event.message === endedUnheard) goesOn.delete(`${event.block} on ${event.host}`);
          // What was asked for is not always the block itself: whether it is to be taken back has a flag of its own.
          if (event.outcome === 'refused' && unanswered.has(event.block)) refused.add(event.block);
          if (event.outcome === 'symptom') symptoms.add(event.block);
          isUndoable ||= undone.has(event.block) && (event.outcome === 'ok' || event.outcome === 'fixed');
      }
    },
    lines(status) {
      const said: string[] = [];
      if (goesOn.size > 0) said.push('what goes on detached is asked for by: opsbook fetch last');
      if (refused.size > 0) said.push(`nobody was at a terminal to answer; beforehand: --confirm ${withoutAnsi([...refused].join(','))}`);
      if (mending !== undefined && symptoms.size > 0) {
        const mended = mending.checks();
        const those = [...symptoms].filter((name) => mended.has(name));
        const what = those.length === symptoms.size ? 'it' : those.map((name) => `\`${name}\``).join(', ');
        if (those.length > 0) said.push(`to mend ${what}: ${withoutAnsi(['opsbook', ...mending.words].map(shellWord).join(' '))}`);
      }
      if (status !== 0 && changesSomething) {
        const back = isUndoable || inPlace.size > 0 ? '; to take it back: opsbook undo last' : '';
        said.push(`again where it failed: opsbook rerun last --failed${back}`);
      }
      return said;
    },
  };
}

/** A word as one would type it: quoted where a shell would read something in it. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : shellQuote(word);
}
