/** A function of sh(1), `boot`, that prints the name of the host's boot: new with each of the kernel (random(4)). */
export const bootFunction = `boot() {
  if [ -r /proc/sys/kernel/random/boot_id ]; then cat /proc/sys/kernel/random/boot_id
  else sysctl -n kern.bootsessionuuid 2>/dev/null || sysctl -n kern.boottime 2>/dev/null | tr ' ' _; fi
}
`;

/** What is said of a host that is taken down and awaited. */
export const bootWords = {
  untold: 'the host does not say its boot id, so a reboot could not be told; it was not begun',
  awaited: 'the host is awaited: it was rebooted when a new login shows another boot id',
  degraded: 'the host is up; systemd says `degraded`: a unit failed',
  same: 'it answers, and still shows the same boot id: it was not rebooted',
  silent: 'it does not answer',
  /** `seen` says what there was instead; `timeout` is in milliseconds. */
  late: (timeout: number, seen: string): string => `the host was not back within ${timeout / 1000} s: ${seen}`,
};
