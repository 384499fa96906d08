/** A sentence that is made where no editor is: in core or in the runner. */
export interface Sentence {
  readonly text: string;
  readonly pattern: RegExp;
}

/** `text` is the English sentence with `{0}`, `{1}` … in that order for what is filled in, as the bundles have it. */
export function saidAs(text: string): Sentence {
  const pattern = text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\\\{\d\\\}/g, '(.+?)');
  return { text, pattern: new RegExp(`^${pattern}$`, 's') };
}
