import { busyboxRepeat } from './busybox-repeat.ts';
import { emptySelection } from './empty-selection.ts';
import { ifaceLine } from './iface-line.ts';
import { inherits } from './inherits.ts';
import type { InterfacesRule } from './interfaces-rule.ts';
import { mapping } from './mapping.ts';
import { misplacedOption } from './misplaced-option.ts';
import { missingOption } from './missing-option.ts';
import { optionWithoutValue } from './option-without-value.ts';
import { unknownFamily } from './unknown-family.ts';
import { unknownMethod } from './unknown-method.ts';

/** Every rule on interfaces files. */
export const rules: readonly InterfacesRule[] = [
  misplacedOption,
  optionWithoutValue,
  ifaceLine,
  unknownFamily,
  unknownMethod,
  inherits,
  missingOption,
  mapping,
  emptySelection,
  busyboxRepeat,
];
