import type { Span } from '../../../text/span.ts';

/** What an action does with a message. Texts are characters, not bytes, but for `bytes`. */
export interface ActionOutcome {
  readonly kind: 'action';
  readonly file: string;
  readonly span: Span;
  /** `omfile`, `omfwd` ... */
  readonly module: string;
  /** A path, `udp host:514`, users ...; undefined where it is not known. */
  readonly target?: string;
  readonly template?: string;
  readonly text?: string;
  /** The same in bytes. */
  readonly bytes?: string;
  /** Why something of it is not known, or whether it happens at all. */
  readonly unknown?: string;
}

/** What happens to a message, in order. */
export type Step =
  | ActionOutcome
  | {
      readonly kind: 'filter';
      readonly file: string;
      readonly span: Span;
      /** Undefined where it is not known; `unknown` says why. */
      readonly matched: boolean | undefined;
      readonly unknown?: string;
    }
  | {
      readonly kind: 'set';
      readonly file: string;
      readonly span: Span;
      readonly name: string;
      readonly text?: string;
      readonly unknown?: string;
    }
  | { readonly kind: 'stop'; readonly file: string; readonly span: Span; readonly unknown?: string }
  | { readonly kind: 'call'; readonly file: string; readonly span: Span; readonly ruleset: string; readonly unknown?: string }
  | { readonly kind: 'unknown'; readonly file: string; readonly span: Span; readonly unknown: string };

/** What would become of a message. */
export interface Trial {
  /** The message's properties as the parsers leave them; empty for a message that rsyslogd drops because it is empty. */
  readonly properties: readonly { readonly name: string; readonly text: string }[];
  readonly ruleset: string;
  readonly steps: readonly Step[];
  readonly notes: readonly string[];
}
