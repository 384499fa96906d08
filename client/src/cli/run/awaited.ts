import { withoutAnsi } from '../../run/ansi.ts';
import type { Answer } from '../../run/events.ts';
import { foldHosts } from '../../run/fold-hosts.ts';
import type { Screen } from './screen.ts';

/** Which hosts are waited for before anything runs, as a terminal's status line. */
export interface Awaited {
  /** A host is looked at, or that is over. */
  readonly looking: (host: string, over: boolean) => void;
  /** `answer`, with no status line while it asks. */
  readonly quiet: (answer: Answer) => Answer;
  /** Takes the line away for good. */
  done(): void;
}

/** Says on `out`, from half a second on, which hosts have not answered yet: one that is dead is waited for as long as its connection may take. */
export function awaited(out: Screen): Awaited {
  const waiting = new Set<string>();
  const answered = new Set<string>();
  let asking = 0;
  const timer = setInterval(() => {
    if (asking > 0 || waiting.size === 0) return;
    const others = answered.size === 0 ? '' : `${answered.size} answered, `;
    out.status(`   ${others}waiting for ${withoutAnsi(foldHosts([...waiting]))}`);
  }, 500);
  timer.unref();
  return {
    looking(host, over) {
      if (over) waiting.delete(host);
      else waiting.add(host);
      if (over) answered.add(host);
      else answered.delete(host);
    },
    quiet: (answer) => async (question) => {
      asking++;
      out.clear();
      try {
        return await answer(question);
      } finally {
        asking--;
      }
    },
    done() {
      clearInterval(timer);
      out.clear();
    },
  };
}
