import type { LanguageRule } from '../../../language.ts';
import type { InterfacesTree } from '../tree.ts';

/** A rule on interfaces files. */
export type InterfacesRule = LanguageRule<InterfacesTree>;
