import type { DirectiveNode } from '../syntax/tree.ts';
import { readLegacyTemplate } from '../templates.ts';
import { objectText } from './quoted.ts';

const options: Readonly<Record<string, string>> = {
  sql: 'option.sql',
  stdsql: 'option.stdsql',
  json: 'option.json',
  jsonf: 'option.jsonf',
  casesensitive: 'option.casesensitive',
};

/**
 * `$template name,"text",option` as `template()`, or why it cannot be one. The old form resolves its own escapes in the constant parts
 * (`do_Constant` in runtime/template.c, called with `bDoEscapes`), the new one those of every string.
 */
export function templateObject(node: DirectiveNode): string | { readonly reason: string } {
  const found = readLegacyTemplate(node);
  if (found === undefined || found.name === '') return { reason: 'this template is not written as rsyslogd reads it' };
  const plugin = /^[^,]*,\s*=\s*(\S+)\s*$/.exec(node.value);
  if (plugin !== null)
    return objectText('template', [
      ['name', found.name],
      ['type', 'plugin'],
      ['plugin', plugin[1] as string],
    ]);
  if (found.text === undefined) return { reason: 'this template is not written as rsyslogd reads it' };
  const text = resolved(found.text);
  if (typeof text !== 'string') return text;
  const parameters: [string, string][] = [
    ['name', found.name],
    ['type', 'string'],
    ['string', text],
  ];
  const rest = node.value.slice(node.value.lastIndexOf('"') + 1);
  for (const word of rest.split(',').map((one) => one.replace(/#.*$/, '').trim().toLowerCase())) {
    if (word === '' || word === 'nosql') continue;
    const option = options[word];
    if (option === undefined) return { reason: `the option \`${word}\` of a template has no counterpart` };
    parameters.push([option, 'on']);
  }
  return objectText('template', parameters);
}

function resolved(text: string): string | { readonly reason: string } {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const c = text[at] as string;
    if (c === '%') {
      const regular = /^%[^:%]+:R[,:]/i.test(text.slice(at, at + 80)) ? text.indexOf('--end', at) : at;
      const end = text.indexOf('%', Math.max(at + 1, regular));
      if (end === -1 || regular === -1) return { reason: 'a `%` in this template is not closed' };
      out += text.slice(at, end + 1);
      at = end + 1;
      continue;
    }
    if (c !== '\\') {
      out += c;
      at++;
      continue;
    }
    const next = text[at + 1] ?? '';
    if (next === '%') return { reason: 'a `%` that stands for itself can be written only in the old form' };
    if (/[0-9]/.test(next)) {
      const digits = (/^\d+/.exec(text.slice(at + 1, at + 9)) as RegExpExecArray)[0];
      const code = Number(digits);
      // Decimal, not octal as elsewhere.
      if (code === 0 || code > 126) return { reason: `\`\\${digits}\` is a byte that cannot be written in the new form` };
      out += String.fromCharCode(code);
      at += 1 + digits.length;
      continue;
    }
    out += next === 'n' ? '\n' : next === 'r' ? '\r' : next;
    at += 2;
  }
  return out;
}
