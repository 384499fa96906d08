/** What was typed, with the escapes taken out: what goes to the host, and what the one at the keyboard wants of us. */
export interface Typed {
  readonly keys: string;
  readonly wants?: 'cancel' | 'help';
}

/**
 * Finds the escapes of ssh(1) in what is typed, piece by piece: at the beginning of a line `~.` is `cancel`, `~?` is `help`, `~~` is one `~`.
 * Before anything else the `~` was meant for the host.
 */
export function escapeKeys(): (text: string) => Typed {
  let lineBegins = true;
  let tilde = false;
  return (text) => {
    let keys = '';
    for (const key of text) {
      if (tilde) {
        tilde = false;
        if (key === '.') return { keys, wants: 'cancel' };
        if (key === '?') {
          lineBegins = true;
          return { keys, wants: 'help' };
        }
        keys += key === '~' ? '~' : `~${key}`;
      } else if (lineBegins && key === '~') {
        tilde = true;
        continue;
      } else keys += key;
      lineBegins = key === '\r' || key === '\n';
    }
    return { keys };
  };
}
