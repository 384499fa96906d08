import type { Gathered } from './gather.ts';

/**
 * `result` with the host's own name and address replaced by `{host}` and `{address}` wherever they stand as whole words; `loosely` as parts of words
 * too that a hyphen or an underscore makes (`web1-vg`, `web1_access.log`), and in capitals.
 */
export function withoutHost(result: Gathered, address: string | undefined, loosely = false): Gathered {
  const { message, more } = result;
  const replace = (text: string): string => textWithoutHost(text, result.host, address, loosely);
  return {
    ...result,
    stdout: replace(result.stdout),
    stderr: replace(result.stderr),
    ...(message !== undefined && { message: replace(message) }),
    ...(more !== undefined && { more: replace(more) }),
  };
}

/** A text of a host in the same way. */
export function textWithoutHost(text: string, host: string, address: string | undefined, loosely = false): string {
  const dashed = address !== undefined && /^[\d.]+$/.test(address) ? [`ip-${address.replaceAll('.', '-')}`] : [];
  const names = [host, host.split('.')[0] ?? host, ...dashed].filter((name) => name.length > 1 && !/^\d+$/.test(name));
  let out = text;
  if (address !== undefined && address !== host && address.length > 3) out = replaceWord(out, address, '{address}', loosely);
  for (const name of names) out = replaceWord(out, name, '{host}', loosely);
  return out;
}

function replaceWord(text: string, word: string, by: string, loosely: boolean): string {
  if (loosely ? !text.toLowerCase().includes(word.toLowerCase()) : !text.includes(word)) return text;
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const inside = loosely ? 'A-Za-z0-9' : '\\w-';
  return text.replace(new RegExp(`(?<![${inside}])${escaped}(?![${inside}])`, loosely ? 'gi' : 'g'), by);
}
