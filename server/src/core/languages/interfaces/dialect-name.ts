/** The daemons that read this file. */
export type Dialect = 'ifupdown' | 'ifupdown2' | 'ifupdown-ng' | 'busybox';
