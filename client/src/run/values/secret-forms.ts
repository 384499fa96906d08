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
      ...wrapped(bytes.toString('base64')),
      ...wrapped(Buffer.from(`${text}\n`, 'utf8').toString('base64')),
      ...base64Within(bytes),
      ...percentForms(text),
      ...jsonForms(text),
      `'${text.replaceAll("'", "'\\''")}'`,
      text.replaceAll("'", "'\\''"),
      text.replaceAll("'", `'"'"'`),
      text.replace(/[^A-Za-z0-9_@%+=:,./-]/g, '\\$&'),
    ])
      if (form.length >= 6) forms.add(form);
  }
  return [...forms].sort((a, b) => b.length - a.length);
}

/** As JSON writes it, with escapes for all that is not ASCII (Python's json), and for slashes (PHP's json_encode). */
function jsonForms(text: string): readonly string[] {
  const plain = JSON.stringify(text).slice(1, -1);
  const ascii = plain.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return [plain, ascii, plain.replaceAll('/', '\\/'), ascii.replaceAll('/', '\\/')];
}

/** The lines of a long base64 text as base64(1) and openssl wrap it. */
function wrapped(base64: string): readonly string[] {
  return [76, 64].flatMap((width) => (base64.length <= width ? [] : (base64.match(new RegExp(`.{1,${width}}`, 'g')) ?? [])));
}

/** What stands in the base64 of a longer text that holds it, as in `Authorization: Basic` with a name before it, wherever it begins there. */
function base64Within(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]);
    // Of six bits each: those that its neighbours have a part in are left away.
    const own = whole.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((whole.length * 8) / 6));
    return own.length < 8 ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
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
