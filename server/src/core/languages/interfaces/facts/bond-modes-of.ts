/** Options of a bond that only some modes read (Documentation/networking/bonding in the kernel's source). */
export const bondModesOf: Readonly<Record<string, readonly string[]>> = {
  'bond-primary': ['active-backup', 'balance-tlb', 'balance-alb'],
  'bond-primary-reselect': ['active-backup', 'balance-tlb', 'balance-alb'],
  'bond-active-slave': ['active-backup', 'balance-tlb', 'balance-alb'],
  'bond-lacp-rate': ['802.3ad'],
  'bond-ad-select': ['802.3ad'],
  'bond-min-links': ['802.3ad'],
  'bond-fail-over-mac': ['active-backup'],
  'bond-arp-validate': ['active-backup', 'balance-rr', 'balance-xor', 'broadcast'],
  'bond-arp-interval': ['balance-rr', 'active-backup', 'balance-xor', 'broadcast'],
  'bond-packets-per-slave': ['balance-rr'],
  'bond-tlb-dynamic-lb': ['balance-tlb', 'balance-alb'],
  'bond-xmit-hash-policy': ['balance-xor', '802.3ad', 'balance-tlb', 'balance-alb'],
};
