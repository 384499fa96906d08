import type { OptionRecord } from './option-record.ts';
import { bondOptions } from './options/bond.ts';
import { bridgeOptions } from './options/bridge.ts';
import { hookOptions, ifupdownOptions, smallHookOptions } from './options/ifupdown.ts';
import { layeredOptions } from './options/layered.ts';
import { ethtoolOptions, wirelessOptions } from './options/wireless.ts';

/** Every option that some ifupdown, or a hook or addon of one, reads. */
export const options: readonly OptionRecord[] = [
  ...ifupdownOptions,
  ...hookOptions,
  ...smallHookOptions,
  ...bridgeOptions,
  ...bondOptions,
  ...layeredOptions,
  ...wirelessOptions,
  ...ethtoolOptions,
];

/** Beginnings of names that a hook takes whatever follows (the ethtool, wireless-tools and wpasupplicant hooks pass on what they find). */
export const openPrefixes: readonly string[] = [
  'hardware-dma-ring-',
  'hardware-irq-coalesce-',
  'offload-',
  'ethernet-pause-',
  'ethtool-',
  'wireless-',
  'wpa-',
  'clagd-',
  'vxrd-',
];
