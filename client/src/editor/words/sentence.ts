/** A sentence that is made where no editor is: in core or in the runner. */
export interface Sentence {
  readonly text: string;
  /** Made when somebody asks: who opens a runbook does not wait for all of them. */
  pattern(): RegExp;
}

/** `text` is the English sentence with `{0}`, `{1}` … in that order for what is filled in, as the bundles have it. */
export function saidAs(text: string): Sentence {
  let pattern: RegExp | undefined;
  return { text, pattern: () => (pattern ??= patternOf(text)) };
}

function patternOf(text: string): RegExp {
  const source = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\\\{\d\\\}/g, '(.+?)');
  return new RegExp(`^${source}$`, 's');
}
