import { parseShell } from '../../../server/src/core/shell/parse-shell.ts';
import type { ShellDialect } from '../../../server/src/core/shell/tree.ts';
import { accepted } from './judge.ts';

/** How we and the shell that judges agree on texts. */
export interface Agreement {
  readonly taken: number;
  readonly refused: number;
  /** What it takes and we call an error: each with our words. */
  readonly falseAlarms: readonly string[];
  /** What it refuses and we say nothing of: no error, no warning, no syntax of bash's in `sh`. */
  readonly misses: readonly string[];
}

/** Asks both of all texts. */
export function agreement(texts: readonly string[], dialect: ShellDialect): Agreement {
  const falseAlarms: string[] = [];
  const misses: string[] = [];
  const verdicts = accepted(texts, dialect);
  for (const [index, text] of texts.entries()) {
    const { errors, bashisms } = parseShell(text, dialect);
    const error = errors.find(({ severity }) => severity === 'error');
    if (verdicts[index] === true) {
      if (error !== undefined) falseAlarms.push(`${error.message} at ${error.span.start} of ${JSON.stringify(text)}`);
    } else if (errors.length === 0 && (dialect === 'bash' || bashisms.length === 0)) misses.push(text);
  }
  const taken = verdicts.filter((verdict) => verdict).length;
  return { taken, refused: texts.length - taken, falseAlarms, misses };
}
