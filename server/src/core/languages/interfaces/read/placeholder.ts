/**
 * Whether a word stands for a value that somebody or something is still to fill in: `<address>`, `{{ ip }}`, `$IP`, `@IP@`, `%ip%`,
 * `:ip`, `192.168.1.x`, `x.x.x.x`, `YOUR_ADDRESS`.
 */
export function isPlaceholder(word: string): boolean {
  if (/[<>{}$%@[\]*?]|\.\.\.|…/.test(word)) return true;
  if (/^:[A-Za-z]\w*$/.test(word)) return true;
  if (/(?:^|[.:])[xXyYnN#_]{1,3}(?=[.:/]|$)/.test(word) && !/^[0-9A-Fa-f:]+$/.test(word)) return true;
  return /^_*(?:YOUR|MY|THE|SOME)[-_]/i.test(word) || /^_*[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+_*$/.test(word) || /^[xX]{3,}$/.test(word);
}

/** What the parts of such a word say: `lc-host-ip`, `GATEWAY-address`. */
const parts =
  /^(?:addr|address|change|dns|fill|gateway|gw|here|host|ip|ipaddr|ipv4|ipv6|mask|netmask|network|prefix|router|server|subnet|todo)$/i;

/** Whether a word stands where an address or a mask belongs and only names what is to be filled in; an interface may well be called so. */
export function isPlaceholderAddress(word: string): boolean {
  if (isPlaceholder(word)) return true;
  // `ipaddress`, `PUB.IP.IP.IP`.
  if (/^ip(?:v?[46])?(?:addr(?:ess)?)?$/i.test(word) || /^[A-Za-z]{1,4}(?:\.[A-Za-z]{1,4}){3}$/.test(word)) return true;
  const names = /^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)+$/.test(word) ? word.split(/[-_]/) : [];
  return names.some((one) => parts.test(one));
}
