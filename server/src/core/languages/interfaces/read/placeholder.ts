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
