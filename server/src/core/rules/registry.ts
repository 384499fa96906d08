import { addressTwice } from './address-twice.ts';
import { attributeSyntax } from './attribute-syntax.ts';
import { attributeValue } from './attribute-value.ts';
import { bashism } from './bashism.ts';
import { bridgePort } from './bridge-port.ts';
import { brokenLink } from './broken-link.ts';
import { checkChanges } from './check-changes.ts';
import { configNotInstalled } from './config-not-installed.ts';
import { contradiction } from './contradiction.ts';
import { credential } from './credential.ts';
import { cycle } from './cycle.ts';
import { definedLater } from './defined-later.ts';
import { filePlace } from './file-place.ts';
import { frontMatter } from './front-matter.ts';
import { headingLevel } from './heading-level.ts';
import { inputValue } from './input-value.ts';
import { installedTwice } from './installed-twice.ts';
import { logOwner } from './log-owner.ts';
import { lostWithStep } from './lost-with-step.ts';
import { misplacedAttribute } from './misplaced-attribute.ts';
import { missingReload } from './missing-reload.ts';
import { nameTwice } from './name-twice.ts';
import { noConfirm } from './no-confirm.ts';
import { notChecked } from './not-checked.ts';
import { notRotated } from './not-rotated.ts';
import { printedSecret } from './printed-secret.ts';
import { prompt } from './prompt.ts';
import { reloadNotEnough } from './reload-not-enough.ts';
import { repeatedAttribute } from './repeated-attribute.ts';
import type { RunbookRule } from './runbook-rule.ts';
import { sameHost } from './same-host.ts';
import { shellSyntax } from './shell-syntax.ts';
import { shellcheck } from './shellcheck.ts';
import { suppression } from './suppression.ts';
import { symptomForEver } from './symptom-for-ever.ts';
import { unclosedFence } from './unclosed-fence.ts';
import { unknownAttribute } from './unknown-attribute.ts';
import { unknownHole } from './unknown-hole.ts';
import { unknownHost } from './unknown-host.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownReference } from './unknown-reference.ts';
import { unknownVariable } from './unknown-variable.ts';
import { unsetVariable } from './unset-variable.ts';
import { unusedValue } from './unused-value.ts';
import { waitsForTerminal } from './waits-for-terminal.ts';
import { wholeFile } from './whole-file.ts';

/** Every rule on the runbook itself, one line each. */
export const runbookRules: readonly RunbookRule[] = [
  addressTwice,
  attributeSyntax,
  attributeValue,
  bashism,
  bridgePort,
  brokenLink,
  checkChanges,
  configNotInstalled,
  contradiction,
  credential,
  cycle,
  definedLater,
  filePlace,
  frontMatter,
  headingLevel,
  inputValue,
  installedTwice,
  logOwner,
  lostWithStep,
  misplacedAttribute,
  missingReload,
  nameTwice,
  noConfirm,
  notChecked,
  notRotated,
  printedSecret,
  prompt,
  reloadNotEnough,
  repeatedAttribute,
  sameHost,
  shellSyntax,
  shellcheck,
  suppression,
  symptomForEver,
  unclosedFence,
  unknownAttribute,
  unknownHole,
  unknownHost,
  unknownKey,
  unknownReference,
  unknownVariable,
  unsetVariable,
  unusedValue,
  waitsForTerminal,
  wholeFile,
];
