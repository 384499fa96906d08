import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';
import { allowedSender } from './allowed-sender.ts';
import { backtick } from './backtick.ts';
import { bareUsers } from './bare-users.ts';
import { bsdBlock } from './bsd-block.ts';
import { buildOption } from './build-option.ts';
import { definedTwice } from './defined-twice.ts';
import { directiveValue } from './directive-value.ts';
import { directive } from './directive.ts';
import { discard } from './discard.ts';
import { duplicateParameter } from './duplicate-parameter.ts';
import { functionArguments } from './function-arguments.ts';
import { globalEnvironment } from './global-environment.ts';
import { legacyAction } from './legacy-action.ts';
import { missingParameter } from './missing-parameter.ts';
import { moduleNotLoaded } from './module-not-loaded.ts';
import { moduleTwice } from './module-twice.ts';
import { nestedFilter } from './nested-filter.ts';
import { newerSyntax } from './newer-syntax.ts';
import { notBinding } from './not-binding.ts';
import { parameterValue } from './parameter-value.ts';
import { parametersTogether } from './parameters-together.ts';
import { port } from './port.ts';
import { propertyFilter } from './property-filter.ts';
import { queue } from './queue.ts';
import { selector } from './selector.ts';
import { templateDefinition } from './template-definition.ts';
import { templateText } from './template-text.ts';
import { timezone } from './timezone.ts';
import { unknownFunction } from './unknown-function.ts';
import { unknownModule } from './unknown-module.ts';
import { unknownName } from './unknown-name.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownProperty } from './unknown-property.ts';
import { unreachable } from './unreachable.ts';

/** Every rule of rsyslog, one line each. */
export const rules: readonly LanguageRule<Tree>[] = [
  allowedSender,
  backtick,
  bareUsers,
  bsdBlock,
  buildOption,
  definedTwice,
  directiveValue,
  directive,
  discard,
  duplicateParameter,
  functionArguments,
  globalEnvironment,
  legacyAction,
  missingParameter,
  moduleNotLoaded,
  moduleTwice,
  nestedFilter,
  newerSyntax,
  notBinding,
  parameterValue,
  parametersTogether,
  port,
  propertyFilter,
  queue,
  selector,
  templateDefinition,
  templateText,
  timezone,
  unknownFunction,
  unknownModule,
  unknownName,
  unknownParameter,
  unknownProperty,
  unreachable,
];
