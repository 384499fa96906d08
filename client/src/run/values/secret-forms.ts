/** The forms in which a secret may come back: itself, its lines of six characters or more, its base64, percent, JSON and shell-quoted forms. Longest first. */
export function secretForms(secret: string): readonly string[] {
  const forms = new Set<string>([secret]);
  for (const line of secret.split(/\r?\n/)) if (line.length >= 6) forms.add(line);
  for (const text of [...forms]) {
    const bytes = Buffer.from(text, 'utf8');
    for (const form of [
      bytes.toString('base64'),
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
      // `echo` and here-strings add a line end before they encode.
      Buffer.from(`${text}\n`, 'utf8').toString('base64'),
      ...percentForms(text),
      JSON.stringify(text).slice(1, -1),
      `'${text.replaceAll("'", "'\\''")}'`,
      text.replaceAll("'", "'\\''"),
      text.replaceAll("'", `'"'"'`),
      text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, '\\$&'),
    ])
      if (form.length >= 6) forms.add(form);
  }
  return [...forms].sort((a, b) => b.length - a.length);
}

/** Percent-encoded as strictly as can be, as `encodeURIComponent` does, and as a form does; with digits of either case. */
function percentForms(text: string): readonly string[] {
  const encode = (kept: RegExp): string =>
    [...Buffer.from(text, 'utf8')]
      .map((byte) =>
        kept.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
      )
      .join('');
  const forms = [encode(/[A-Za-z0-9_.~-]/), encode(/[A-Za-z0-9_.~!*'()-]/), encode(/[A-Za-z0-9_.*-]/).replaceAll('%20', '+')];
  return [...forms, ...forms.map((form) => form.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()))];
}
