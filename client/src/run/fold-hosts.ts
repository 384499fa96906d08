/** One name cut at its last number. */
interface Cut {
  readonly key: string;
  readonly prefix: string;
  readonly digits: string;
  readonly suffix: string;
}

/** Host names as one host expression: `web[1-3,7],db1`. Names that differ only in their last number are folded, leading zeros kept; doubles count once. */
export function foldHosts(names: readonly string[]): string {
  const groups = new Map<string, Cut[]>();
  for (const name of new Set(names)) {
    const match = /^(.*?)(\d+)(\D*)$/.exec(name);
    // Brackets, or more digits than a number holds exactly, are not folded but stand as they are.
    const plain = match === null || /[[\]]/.test(name) || (match[2] as string).length > 15;
    const digits = plain ? '' : (match[2] as string);
    const padded = digits.startsWith('0') && digits.length > 1;
    const cut: Cut = {
      key: plain ? `=${name}` : `${match[1]}\0${padded ? digits.length : ''}\0${match[3]}`,
      prefix: plain ? name : (match[1] as string),
      digits,
      suffix: plain ? '' : (match[3] as string),
    };
    const key = padded || plain ? cut.key : (joinsPadded(groups, cut) ?? cut.key);
    groups.set(key, [...(groups.get(key) ?? []), cut]);
  }
  return [...groups.values()].map(folded).join(',');
}

/** `10` goes on a range of width two that begins with `08`. */
function joinsPadded(groups: ReadonlyMap<string, readonly Cut[]>, cut: Cut): string | undefined {
  const key = `${cut.prefix}\0${cut.digits.length}\0${cut.suffix}`;
  return groups.has(key) ? key : undefined;
}

function folded(group: readonly Cut[]): string {
  const [first] = group as readonly [Cut];
  if (group.length === 1) return `${first.prefix}${first.digits}${first.suffix}`;
  const sorted = [...group].sort((a, b) => Number(a.digits) - Number(b.digits));
  const parts: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (j + 1 < sorted.length && Number(sorted[j + 1]?.digits) === Number(sorted[j]?.digits) + 1) j++;
    const from = sorted[i]?.digits;
    parts.push(i === j ? `${from}` : `${from}-${sorted[j]?.digits}`);
    i = j + 1;
  }
  return `${first.prefix}[${parts.join(',')}]${first.suffix}`;
}
