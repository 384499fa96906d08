import type { Deployment } from '../../../../server/src/core/index.ts';
import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';

/** How a block ends whose file is not taken: by the host's own daemon, or by the command that the block names. */
export function notTaken({ install }: DraftBlock): string {
  return typeof install?.validate === 'string'
    ? 'its `validate` does not accept it; nothing was changed'
    : "the host's daemon does not accept it; nothing was changed";
}

/** One line of what a daemon said of a candidate, and the document's line (from 1) that it speaks of. */
export interface DaemonWord {
  readonly message: string;
  readonly line: number | undefined;
}

/**
 * The lines that a daemon said, at the lines of the document that they speak of. `targets` are the names by which it may know the candidate;
 * `sourceLines` gives for each line of the candidate (from 0) the document's, where it has one. At most `limit` words, the last of which says how many more there were.
 */
export function judgement(
  words: readonly string[],
  deployment: Deployment | undefined,
  targets: readonly string[],
  sourceLines: readonly (number | undefined)[],
  limit = 100,
): readonly DaemonWord[] {
  const shown = words.slice(0, limit).map((word) => {
    // sshd ends what it says to a terminal, and to a pipe, as a terminal wants it.
    const message = word.replace(/\r$/, '');
    for (const target of deployment === undefined ? [] : targets) {
      const line = deployment?.messageLine(message, target);
      // A message about the end of a file may name the line behind the last one.
      if (line !== undefined && sourceLines.length > 0) return { message, line: sourceLines[Math.min(line, sourceLines.length) - 1] };
    }
    return { message, line: undefined };
  });
  return words.length > limit ? [...shown, { message: `and ${words.length - limit} more lines`, line: undefined }] : shown;
}
