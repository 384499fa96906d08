import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';
import { missingParameter } from './missing-parameter.ts';
import { unknownParameter } from './unknown-parameter.ts';

/** Every rule of rsyslog, one line each. */
export const rules: readonly LanguageRule<Tree>[] = [missingParameter, unknownParameter];
