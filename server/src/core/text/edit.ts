import type { Span } from './span.ts';

/** One replacement in a text; `file` where it is not the text's own file. */
export interface Edit {
  readonly file?: string;
  readonly span: Span;
  readonly text: string;
}

/** `text` with `edits` applied, all counted in the old text; of two that overlap the later one is left out. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let out = '';
  let at = 0;
  for (const edit of sorted) {
    if (edit.span.start < at) continue;
    out += text.slice(at, edit.span.start) + edit.text;
    at = edit.span.end;
  }
  return out + text.slice(at);
}
