import type { Gathered } from './gather.ts';

/** `result` with the host's own name and address replaced by `{host}` and `{address}` wherever they stand as whole words. */
export function withoutHost(result: Gathered, address: string | undefined): Gathered {
  const { host, message, more } = result;
  const names = [host, host.split('.')[0] ?? host].filter((name) => name.length > 1 && !/^\d+$/.test(name));
  const replace = (text: string): string => {
    let out = text;
    if (address !== undefined && address !== host && address.length > 3) out = replaceWord(out, address, '{address}');
    for (const name of names) out = replaceWord(out, name, '{host}');
    return out;
  };
  return {
    ...result,
    stdout: replace(result.stdout),
    stderr: replace(result.stderr),
    ...(message !== undefined && { message: replace(message) }),
    ...(more !== undefined && { more: replace(more) }),
  };
}

function replaceWord(text: string, word: string, by: string): string {
  if (!text.includes(word)) return text;
  const escaped = word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return text.replace(new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'g'), by);
}
