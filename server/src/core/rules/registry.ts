import { attributeSyntax } from './attribute-syntax.ts';
import { attributeValue } from './attribute-value.ts';
import { frontMatter } from './front-matter.ts';
import { misplacedAttribute } from './misplaced-attribute.ts';
import { nameTwice } from './name-twice.ts';
import { repeatedAttribute } from './repeated-attribute.ts';
import type { RunbookRule } from './runbook-rule.ts';
import { suppression } from './suppression.ts';
import { unclosedFence } from './unclosed-fence.ts';
import { unknownAttribute } from './unknown-attribute.ts';
import { unknownHost } from './unknown-host.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownReference } from './unknown-reference.ts';

/** Every rule on the runbook itself, one line each. */
export const runbookRules: readonly RunbookRule[] = [
  attributeSyntax,
  attributeValue,
  frontMatter,
  misplacedAttribute,
  nameTwice,
  repeatedAttribute,
  suppression,
  unclosedFence,
  unknownAttribute,
  unknownHost,
  unknownKey,
  unknownReference,
];
