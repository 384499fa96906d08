import { secretForms } from './secret-forms.ts';

/** What stands where a secret was. */
export const masked = '********';

/** Knows the secrets of a run, more of them as it goes on. */
export interface Mask {
  /** One more secret; of fewer than six characters it is passed over, for it would mask half of every output. */
  add(secret: string): void;
  /** A whole text without secrets. */
  text(text: string): string;
  /** A filter for a text that comes in chunks: a secret across their borders is found too. */
  stream(): MaskStream;
}

/** Holds back only what may be the beginning of a secret. */
export interface MaskStream {
  next(chunk: string): string;
  end(): string;
}

/** A mask that knows `secrets`. */
export function mask(secrets: readonly string[] = []): Mask {
  let forms: string[] = [];
  let pattern: RegExp | undefined;
  let longest = 0;
  const add = (secret: string): void => {
    if (secret.length < 6) return;
    forms = [...new Set([...forms, ...secretForms(secret)])].sort((a, b) => b.length - a.length);
    pattern = new RegExp(forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
    longest = forms[0]?.length ?? 0;
  };
  for (const secret of secrets) add(secret);
  const text = (whole: string): string => (pattern === undefined ? whole : whole.replace(pattern, masked));
  /** Where in `held` a form may begin that is not whole yet; its length if nowhere. */
  const open = (held: string): number => {
    for (let at = Math.max(0, held.length - longest + 1); at < held.length; at++) {
      const tail = held.slice(at);
      if (forms.some((form) => form.length > tail.length && form.startsWith(tail))) return at;
    }
    return held.length;
  };
  return {
    add,
    text,
    stream() {
      let held = '';
      return {
        next(chunk) {
          if (pattern === undefined) return chunk;
          held += chunk;
          const from = open(held);
          // A whole form that reaches into what is held back must not be cut in two.
          let safe = from;
          for (const match of held.matchAll(pattern)) {
            if (match.index < from && match.index + match[0].length > from) safe = match.index + match[0].length;
          }
          const out = text(held.slice(0, safe));
          held = held.slice(safe);
          return out;
        },
        end() {
          const out = text(held);
          held = '';
          return out;
        },
      };
    },
  };
}
