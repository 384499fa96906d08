/** A text as a YAML scalar that libyaml reads as the same text: bare where that is plain, in single quotes where nothing needs an escape. */
export function yamlScalar(text: string): string {
  if (/^[A-Za-z0-9_/][\w./@+-]*$/.test(text)) return text;
  if (
    /^[\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]*$/u.test(text) &&
    !/[\u2028\u2029\ufeff]/.test(text) &&
    (text.includes('"') || text.includes('\\') || text.includes('$'))
  )
    return `'${text.replaceAll("'", "''")}'`;
  const escaped = text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
  return `"${[...escaped].map((c) => (/[^\x20-\x7e\u00a0-\ufffd]|[\u2028\u2029\ufeff\ud800-\udfff]/.test(c) && c.length === 1 ? escapeOf(c) : c)).join('')}"`;
}

function escapeOf(c: string): string {
  const code = c.charCodeAt(0);
  return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
