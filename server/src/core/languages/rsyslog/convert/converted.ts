import type { Kept } from './legacy.ts';

/** A file in another syntax; without `text` it cannot be one, and `kept` says why. */
export interface Converted {
  readonly text?: string;
  readonly kept: readonly Kept[];
}
