/** A host as it was asked for. */
export interface HostAddress {
  readonly host: string;
  readonly user?: string;
  readonly port?: number;
}

/** `[user@]host[:port]`, an IPv6 address in brackets; undefined where it is none. */
function parts(text: string): HostAddress | undefined {
  const match = /^(?:([^@\s/]*)@)?(?:\[([^\][\s/]+)\]|([^\s/:@[\]]+))(?::(\d{1,5}))?$/.exec(
    text.replace(/^(.*)@/s, (_all, user: string) => `${user.replaceAll('@', '%40')}@`),
  );
  const host = match?.[2] ?? match?.[3];
  if (!match || host === undefined || host.startsWith('-') || match[1] === '') return undefined;
  const port = match[4] === undefined ? undefined : Number(match[4]);
  if (port !== undefined && (port < 1 || port > 65_535)) return undefined;
  const user = match[1];
  return { host, ...(user === undefined ? {} : { user: decoded(user) }), ...(port === undefined ? {} : { port }) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Reads `ssh://[user@]name[:port]`, or the same without `ssh://` where `bare` allows it; undefined where the text is neither. */
export function hostAddress(text: string, bare: boolean): HostAddress | undefined {
  if (text.startsWith('ssh://')) return parts(text.slice(6).replace(/\/$/, ''));
  return bare ? parts(text) : undefined;
}
