import { badDate } from './bad-date.ts';
import { badLine } from './bad-line.ts';
import type { StatusRule } from './define.ts';
import { repeatedLog } from './repeated-log.ts';
import { topLine } from './top-line.ts';

/** Every rule of the state file. */
export const rules: readonly StatusRule[] = [topLine, badLine, badDate, repeatedLog];
