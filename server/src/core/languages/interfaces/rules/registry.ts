import { busyboxRepeat } from './busybox-repeat.ts';
import { emptySelection } from './empty-selection.ts';
import { ifaceLine } from './iface-line.ts';
import { inherits } from './inherits.ts';
import { address } from './address.ts';
import { continuation } from './continuation.ts';
import { duplicateOption } from './duplicate-option.ts';
import { extraWords } from './extra-words.ts';
import { foreign } from './foreign.ts';
import { hookSyntax } from './hook-syntax.ts';
import { hwaddress } from './hwaddress.ts';
import { inlineComment } from './inline-comment.ts';
import { name } from './name.ts';
import { netmask } from './netmask.ts';
import { optionValue } from './option-value.ts';
import { otherMethod } from './other-method.ts';
import { repeatedStanza } from './repeated-stanza.ts';
import { undefinedInterface } from './undefined-interface.ts';
import { unknownOption } from './unknown-option.ts';
import { gatewayOutside } from './gateway-outside.ts';
import { severalGateways } from './several-gateways.ts';
import { prefix } from './prefix.ts';
import { netmaskToPrefix } from './netmask-to-prefix.ts';
import { hostAddress } from './host-address.ts';
import { duplicateAddress } from './duplicate-address.ts';
import { vlan } from './vlan.ts';
import { bond } from './bond.ts';
import { bridgePort } from './bridge-port.ts';
import { hotplugAndAuto } from './hotplug-and-auto.ts';
import { neverUp } from './never-up.ts';
import { mtu } from './mtu.ts';
import { shellcheck } from './shellcheck.ts';
import { sourcePath } from './source-path.ts';
import { unreadFile } from './unread-file.ts';
import { rename } from './rename.ts';
import { ownIfup } from './own-ifup.ts';
import { wireless } from './wireless.ts';
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
  address,
  continuation,
  duplicateOption,
  extraWords,
  foreign,
  hookSyntax,
  shellcheck,
  hwaddress,
  inlineComment,
  name,
  netmask,
  optionValue,
  otherMethod,
  repeatedStanza,
  undefinedInterface,
  unknownOption,
  gatewayOutside,
  severalGateways,
  prefix,
  netmaskToPrefix,
  hostAddress,
  duplicateAddress,
  vlan,
  bond,
  bridgePort,
  hotplugAndAuto,
  neverUp,
  mtu,
  sourcePath,
  unreadFile,
  rename,
  ownIfup,
  wireless,
];
