import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';
import { bareUsers } from './bare-users.ts';
import { bsdBlock } from './bsd-block.ts';
import { discard } from './discard.ts';
import { duplicateParameter } from './duplicate-parameter.ts';
import { functionArguments } from './function-arguments.ts';
import { legacyAction } from './legacy-action.ts';
import { missingParameter } from './missing-parameter.ts';
import { moduleNotLoaded } from './module-not-loaded.ts';
import { moduleTwice } from './module-twice.ts';
import { nestedFilter } from './nested-filter.ts';
import { parameterValue } from './parameter-value.ts';
import { propertyFilter } from './property-filter.ts';
import { selector } from './selector.ts';
import { templateText } from './template-text.ts';
import { unknownFunction } from './unknown-function.ts';
import { unknownModule } from './unknown-module.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownProperty } from './unknown-property.ts';

/** Every rule of rsyslog, one line each. */
export const rules: readonly LanguageRule<Tree>[] = [
  bareUsers,
  bsdBlock,
  discard,
  duplicateParameter,
  functionArguments,
  legacyAction,
  missingParameter,
  moduleNotLoaded,
  moduleTwice,
  nestedFilter,
  parameterValue,
  propertyFilter,
  selector,
  templateText,
  unknownFunction,
  unknownModule,
  unknownParameter,
  unknownProperty,
];
