import type { Gathered } from './gather.ts';

/** How a host is named in what it prints. */
export interface HostNames {
  /** The name that we have for it. */
  readonly host: string;
  /** What it calls itself, where that is known and another name. */
  readonly hostname?: string | undefined;
  readonly address?: string | undefined;
}

/**
 * `result` with the host's names and its address replaced by `{host}` and `{address}` wherever they stand as whole words; `loosely` as parts of words
 * too that a hyphen or an underscore makes (`web1-vg`, `web1_access.log`), and in capitals.
 */
export function withoutHost(result: Gathered, names: HostNames, loosely = false): Gathered {
  const { message, more } = result;
  const replace = (text: string): string => textWithoutHost(text, names, loosely);
  return {
    ...result,
    stdout: replace(result.stdout),
    stderr: replace(result.stderr),
    ...(message !== undefined && { message: replace(message) }),
    ...(more !== undefined && { more: replace(more) }),
  };
}

/** A text of a host in the same way. */
export function textWithoutHost(text: string, { host, hostname = host, address }: HostNames, loosely = false): string {
  const dashed = address !== undefined && /^[\d.]+$/.test(address) ? [`ip-${address.replaceAll('.', '-')}`] : [];
  const all = new Set([hostname, shortName(hostname), host, shortName(host), ...dashed]);
  let out = text;
  if (address !== undefined && address !== host && address.length > 3) out = replaceWord(out, address, '{address}', loosely);
  for (const name of all) if (name.length > 1 && !/^\d+$/.test(name)) out = replaceWord(out, name, '{host}', loosely);
  return out;
}

/** Whether `hostname` is what `host` is called by us too, as far as its first dot: then nothing is seen through it that is not seen through ours. */
export function isNameOf(hostname: string, host: string): boolean {
  return shortName(hostname) === shortName(host);
}

function shortName(name: string): string {
  return name.split('.')[0] ?? name;
}

function replaceWord(text: string, word: string, by: string, loosely: boolean): string {
  if (loosely ? !text.toLowerCase().includes(word.toLowerCase()) : !text.includes(word)) return text;
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const inside = loosely ? 'A-Za-z0-9' : '\\w-';
  return text.replace(new RegExp(`(?<![${inside}])${escaped}(?![${inside}])`, loosely ? 'gi' : 'g'), by);
}
