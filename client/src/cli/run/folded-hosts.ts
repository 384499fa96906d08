/** Host names as one expression: `web[1-3,7],db1`; names that differ only in a trailing number are folded, widths kept. */
export function foldedHosts(names: readonly string[]): string {
  const groups = new Map<string, { readonly prefix: string; readonly suffix: string; readonly numbers: string[] }>();
  const order: string[] = [];
  for (const name of names) {
    const match = /^(.*?)(\d+)(\D*)$/.exec(name);
    const key = match === null ? `=${name}` : `${match[1]}#${(match[2] as string).startsWith('0') ? (match[2] as string).length : ''}#${match[3]}`;
    const group = groups.get(key);
    if (group !== undefined && match !== null) group.numbers.push(match[2] as string);
    else {
      order.push(key);
      groups.set(key, match === null ? { prefix: name, suffix: '', numbers: [] } : { prefix: match[1] as string, suffix: match[3] as string, numbers: [match[2] as string] });
    }
  }
  return order
    .map((key) => {
      const { prefix, suffix, numbers } = groups.get(key) as { prefix: string; suffix: string; numbers: string[] };
      if (numbers.length === 0) return prefix;
      if (numbers.length === 1) return `${prefix}${numbers[0]}${suffix}`;
      return `${prefix}[${ranges(numbers)}]${suffix}`;
    })
    .join(',');
}

function ranges(numbers: readonly string[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => Number(a) - Number(b));
  const out: string[] = [];
  for (let i = 0; i < sorted.length; ) {
    let j = i;
    while (j + 1 < sorted.length && Number(sorted[j + 1]) === Number(sorted[j]) + 1) j++;
    out.push(i === j ? (sorted[i] as string) : `${sorted[i]}-${sorted[j]}`);
    i = j + 1;
  }
  return out.join(',');
}
