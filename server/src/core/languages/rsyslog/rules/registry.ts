import type { LanguageRule } from '../../../language.ts';
import type { Tree } from '../syntax/tree.ts';
import { absentFolder } from './absent-folder.ts';
import { allowedSender } from './allowed-sender.ts';
import { backtick } from './backtick.ts';
import { bareUsers } from './bare-users.ts';
import { bsdBlock } from './bsd-block.ts';
import { buildOption } from './build-option.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { byStatement } from './by-statement.ts';
import { callName } from './call-name.ts';
import { declarationInBlock } from './declaration-in-block.ts';
import { definedTwice } from './defined-twice.ts';
import { directive } from './directive.ts';
import { directiveValue } from './directive-value.ts';
import { discard } from './discard.ts';
import { droppedPrivileges } from './dropped-privileges.ts';
import { duplicateParameter } from './duplicate-parameter.ts';
import { emptySelector } from './empty-selector.ts';
import { functionArguments } from './function-arguments.ts';
import { globalEnvironment } from './global-environment.ts';
import { includedText } from './included-text.ts';
import { invalidEscape } from './invalid-escape.ts';
import { legacyAction } from './legacy-action.ts';
import { missingAction } from './missing-action.ts';
import { missingBrace } from './missing-brace.ts';
import { missingParameter } from './missing-parameter.ts';
import { missingParenthesis } from './missing-parenthesis.ts';
import { missingQuote } from './missing-quote.ts';
import { missingSemicolon } from './missing-semicolon.ts';
import { missingThen } from './missing-then.ts';
import { moduleNotLoaded } from './module-not-loaded.ts';
import { moduleTwice } from './module-twice.ts';
import { nestedFilter } from './nested-filter.ts';
import { neverEqual } from './never-equal.ts';
import { newerSyntax } from './newer-syntax.ts';
import { noAction } from './no-action.ts';
import { notBinding } from './not-binding.ts';
import { oldFormat } from './old-format.ts';
import { parameterValue } from './parameter-value.ts';
import { parametersTogether } from './parameters-together.ts';
import { plainForward } from './plain-forward.ts';
import { port } from './port.ts';
import { portTwice } from './port-twice.ts';
import { privilegedPort } from './privileged-port.ts';
import { propertyFilter } from './property-filter.ts';
import { queue } from './queue.ts';
import { queueMarks } from './queue-marks.ts';
import { rateLimit } from './rate-limit.ts';
import { resetTemplates } from './reset-templates.ts';
import { rootOnly } from './root-only.ts';
import { selector } from './selector.ts';
import { sqlTemplate } from './sql-template.ts';
import { syntax } from './syntax.ts';
import { templateDefinition } from './template-definition.ts';
import { templateText } from './template-text.ts';
import { timezone } from './timezone.ts';
import { unclosedComment } from './unclosed-comment.ts';
import { unescapedDollar } from './unescaped-dollar.ts';
import { unknownFunction } from './unknown-function.ts';
import { unknownModule } from './unknown-module.ts';
import { unknownName } from './unknown-name.ts';
import { unknownObject } from './unknown-object.ts';
import { unknownOperator } from './unknown-operator.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { unknownProperty } from './unknown-property.ts';
import { unquotedValue } from './unquoted-value.ts';
import { unreachable } from './unreachable.ts';
import { unsafePath } from './unsafe-path.ts';
import { unusedName } from './unused-name.ts';
import { workDirectory } from './work-directory.ts';

/** Every rule of rsyslog, one line each; those that look at nothing but a statement or a directive judge it once. */
export const rules: readonly LanguageRule<Tree>[] = [
  absentFolder,
  byStatement(allowedSender),
  byStatement(backtick),
  byStatement(bareUsers),
  bsdBlock,
  byStatement(buildOption),
  byteOrderMark,
  callName,
  declarationInBlock,
  definedTwice,
  directive,
  byStatement(directiveValue),
  byStatement(discard),
  droppedPrivileges,
  byStatement(duplicateParameter),
  byStatement(emptySelector),
  functionArguments,
  byStatement(globalEnvironment),
  includedText,
  invalidEscape,
  byStatement(legacyAction),
  missingAction,
  missingBrace,
  byStatement(missingParameter),
  missingParenthesis,
  missingQuote,
  missingSemicolon,
  missingThen,
  moduleNotLoaded,
  moduleTwice,
  byStatement(nestedFilter),
  byStatement(neverEqual),
  byStatement(newerSyntax),
  noAction,
  byStatement(notBinding),
  oldFormat,
  byStatement(parameterValue),
  byStatement(parametersTogether),
  plainForward,
  byStatement(port),
  portTwice,
  privilegedPort,
  byStatement(propertyFilter),
  queue,
  byStatement(queueMarks),
  byStatement(rateLimit),
  resetTemplates,
  rootOnly,
  byStatement(selector),
  sqlTemplate,
  syntax,
  templateDefinition,
  byStatement(templateText),
  byStatement(timezone),
  unclosedComment,
  unescapedDollar,
  byStatement(unknownFunction),
  byStatement(unknownModule),
  unknownName,
  unknownObject,
  unknownOperator,
  byStatement(unknownParameter),
  byStatement(unknownProperty),
  unquotedValue,
  unreachable,
  unsafePath,
  unusedName,
  workDirectory,
];
