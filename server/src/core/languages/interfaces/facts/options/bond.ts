import { optionRecords } from '../option-record.ts';
import { addresses, interfaces, mac, number, oneInterface, oneOf, words } from '../value.ts';

/** The bonding modes of the kernel, by name; the number of each is its place (Documentation/networking/bonding). */
export const bondModes: readonly string[] = [
  'balance-rr',
  'active-backup',
  'balance-xor',
  'broadcast',
  '802.3ad',
  'balance-tlb',
  'balance-alb',
];

const hashPolicies = ['layer2', 'layer3+4', 'layer2+3', 'encap2+3', 'encap3+4', 'vlan+srcmac'];
const numbered = (names: readonly string[]): string[] => [...names, ...names.map((_, number) => String(number))];

/** Options of a bond: what the ifenslave hook reads, and what the bond addons of ifupdown2 and ifupdown-ng do. */
export const bondOptions = [
  ...optionRecords('ifenslave', 'ifenslave(8), README.Debian of ifenslave', [
    ['bond-mode', 'D2N', oneOf(...numbered(bondModes)), 'How the bond shares its links, by name or number', { default: 'balance-rr' }],
    ['bond-slaves', 'D2N', interfaces('none'), 'The interfaces that the bond joins; `none` where each names its bond by `bond-master`'],
    ['slaves', 'D', interfaces('none'), 'The interfaces that the bond joins', { deprecated: '`bond-slaves`' }],
    ['bond-master', 'D', oneInterface, 'The bond that this interface belongs to'],
    [
      'bond-miimon',
      'D2N',
      number(0),
      'Every how many milliseconds the links are looked at; 0 never, and a dead link goes unnoticed',
      { default: '0' },
    ],
    [
      'bond-updelay',
      'D2N',
      number(0),
      'For how many milliseconds a link must be up before it is used, a multiple of `bond-miimon`',
      { default: '0' },
    ],
    [
      'bond-downdelay',
      'D2N',
      number(0),
      'For how many milliseconds a link must be down before it is dropped, a multiple of `bond-miimon`',
      { default: '0' },
    ],
    ['bond-use-carrier', 'D2N', oneOf('0', '1', 'yes', 'no'), 'Whether the driver is asked for the carrier', { default: '1' }],
    ['bond-primary', 'D2N', interfaces(), 'The interface that is used whenever it is up (active-backup, balance-tlb, balance-alb)'],
    [
      'bond-primary-reselect',
      'D2N',
      oneOf('always', 'better', 'failure', '0', '1', '2'),
      'When the primary takes over again',
      { default: 'always' },
    ],
    ['bond-active-slave', 'D', oneInterface, 'The interface that is used first'],
    [
      'bond-lacp-rate',
      'D2N',
      oneOf('slow', 'fast', '0', '1'),
      'How often the other end is asked for LACP packets: every 30 s or every second (802.3ad)',
      { default: 'slow' },
    ],
    [
      'bond-ad-select',
      'DN',
      oneOf('stable', 'bandwidth', 'count', '0', '1', '2'),
      'Which aggregator is chosen (802.3ad)',
      { default: 'stable' },
    ],
    [
      'bond-xmit-hash-policy',
      'D2N',
      oneOf(...numbered(hashPolicies)),
      'By what a packet is given to a link (balance-xor, 802.3ad, balance-tlb)',
      { default: 'layer2' },
    ],
    ['bond-arp-interval', 'D2N', number(0), 'Every how many milliseconds ARP questions test the links', { default: '0' }],
    ['bond-arp-ip-target', 'D2N', addresses(4), 'Whom the ARP questions ask, 16 at most', { many: true }],
    [
      'bond-arp-validate',
      'DN',
      oneOf('none', 'active', 'backup', 'all', 'filter', 'filter_active', 'filter_backup', '0', '1', '2', '3', '4', '5', '6'),
      'On which links the answers are checked',
      { default: 'none' },
    ],
    [
      'bond-fail-over-mac',
      'DN',
      oneOf('none', 'active', 'follow', '0', '1', '2'),
      'Whose MAC address the bond has in active-backup',
      { default: 'none' },
    ],
    ['bond-num-grat-arp', 'D2N', number(0, 255), 'How many ARP announcements follow a change of link', { default: '1' }],
    ['bond-num-unsol-na', 'D2N', number(0, 255), 'How many neighbour advertisements follow a change of link', { default: '1' }],
    [
      'bond-packets-per-slave',
      'DN',
      number(0, 65535),
      'How many packets go to one link before the next one has its turn (balance-rr)',
      { default: '1' },
    ],
    ['bond-queue-id', 'D', words('interface:queue'), 'The transmit queue of each link', { many: true }],
    ['bond-tlb-dynamic-lb', 'D', oneOf('0', '1'), 'Whether balance-tlb moves flows by load', { default: '1' }],
    ['bond-give-a-chance', 'D', number(0), 'For how many seconds ifup waits for a link to come up'],
    [
      'bond-give-a-change',
      'D',
      number(0),
      'A misspelling of `bond-give-a-chance` that the hook reads too',
      { deprecated: '`bond-give-a-chance`' },
    ],
  ]),
  ...optionRecords('ifupdown2 bond', 'ifupdown-addons-interfaces(5)', [
    ['bond-min-links', '2N', number(0, 255), 'How many links must be up for the bond to be up', { default: '0' }],
    ['bond-ad-sys-priority', '2', number(0, 65535), 'The priority of this system (802.3ad)', { deprecated: '`bond-ad-actor-sys-prio`' }],
    ['bond-ad-actor-sys-prio', '2N', number(0, 65535), 'The priority of this system (802.3ad)', { default: '65535' }],
    ['bond-ad-sys-mac-addr', '2', mac(), 'The MAC address of this system (802.3ad)', { deprecated: '`bond-ad-actor-system`' }],
    ['bond-ad-actor-system', '2', mac(), 'The MAC address of this system (802.3ad)'],
    [
      'bond-lacp-bypass-allow',
      '2',
      oneOf('yes', 'no', '0', '1'),
      'Whether a link is used whose other end speaks no LACP',
      { default: 'no' },
    ],
    ['es-sys-mac', '2', mac(), 'The MAC address of an EVPN multihoming segment'],
  ]),
  ...optionRecords('ifupdown-ng bond', 'interfaces-bond(5)', [
    ['bond-members', 'N', interfaces(), 'The interfaces that the bond joins'],
    ['bond-all-slaves-active', 'N', oneOf('0', '1', 'yes', 'no'), 'Whether packets that come on inactive links are taken'],
    ['bond-lp-interval', 'N', number(1), 'Seconds between the packets that teach switches (balance-tlb, balance-alb)', { default: '1' }],
    ['bond-resend-igmp', 'N', number(0, 255), 'How many IGMP reports follow a change of link', { default: '1' }],
    ['bond-ad-user-port-key', 'N', number(0, 1023), 'The upper bits of the port key (802.3ad)'],
    ['bond-peer-notif-delay', 'N', number(0), 'Milliseconds between two announcements after a change of link'],
    [
      'bond-arp-all-targets',
      'N',
      oneOf('any', 'all', '0', '1'),
      'Whether one answering target is enough (active-backup)',
      { default: 'any' },
    ],
  ]),
];
