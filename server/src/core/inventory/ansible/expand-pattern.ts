const LIMIT = 100_000;

/** The hosts that a word of an inventory stands for, with the port that it may end with; a sentence where it is none. */
export function expandPattern(word: string): { readonly names: readonly string[]; readonly port?: number } | string {
  // lib/ansible/parsing/utils/addresses.py, parse_address: `host:port`, `[v6]:port`; an address of colons alone is no port.
  const bracketed = /^\[((?:[0-9a-f]*:){2,}[0-9a-f.]*)\](?::(\d+))?$/i.exec(word);
  if (bracketed !== null) return { names: [bracketed[1] as string], ...(bracketed[2] !== undefined && { port: Number(bracketed[2]) }) };
  const cut = /^((?:[^:[\]]|\[[^\]]*\])+):(\d+)$/.exec(word);
  const names = expand(cut?.[1] ?? word);
  if (names === undefined) return `\`${word}\` has a range that is none: \`web[01:50]\` or \`db-[a:f]\` was expected`;
  if (names.length > LIMIT) return `\`${word}\` stands for more than ${LIMIT} hosts`;
  return { names, ...(cut !== null && { port: Number(cut[2]) }) };
}

/** `web[01:03]-[a:b:2]` written out (lib/ansible/plugins/inventory/__init__.py, expand_hostname_range); undefined where a range is none. */
function expand(text: string): readonly string[] | undefined {
  const open = text.indexOf('[');
  if (open < 0) return [text];
  const close = text.indexOf(']', open);
  if (close < 0) return undefined;
  const bounds = text.slice(open + 1, close).split(':');
  const [from = '', to = '', step = '1'] = bounds;
  if (bounds.length < 2 || bounds.length > 3 || !/^\d+$/.test(step) || Number(step) === 0) return undefined;
  const values: string[] = [];
  if (/^\d*$/.test(from) && /^\d+$/.test(to)) {
    const width = from.startsWith('0') ? from.length : 0;
    if (width > 0 && from.length !== to.length) return undefined;
    for (let n = Number(from || '0'); n <= Number(to) && values.length <= LIMIT; n += Number(step))
      values.push(String(n).padStart(width, '0'));
  } else if (/^[A-Za-z]$/.test(from) && /^[A-Za-z]$/.test(to)) {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
    for (let n = letters.indexOf(from); n <= letters.indexOf(to); n += Number(step)) values.push(letters.charAt(n));
  } else return undefined;
  if (values.length === 0) return undefined;
  const rest = expand(text.slice(close + 1));
  if (rest === undefined) return undefined;
  const out: string[] = [];
  for (const value of values) {
    for (const tail of rest) {
      out.push(text.slice(0, open) + value + tail);
      if (out.length > LIMIT) return out;
    }
  }
  return out;
}
