import type { Report } from '../../rule.ts';
import { readOctalMode } from '../values/octal-mode.ts';
import { canBeAccount, readOwnership } from './ownership.ts';
import type { Word } from './tree.ts';
import { atLeast } from './version.ts';

/** What one release says of the words behind `create` or `createolddir`: the first thing that is wrong, undefined if nothing is. */
export function judgeOwnership(name: string, value: Word, version: string): Report | undefined {
  const { text, span } = value;
  if (text.startsWith('=')) return { message: `\`${name}\` takes no \`=\`: it is read as part of the value`, span };
  const first = /^\S+/.exec(text)?.[0] ?? '';
  const firstSpan = { start: span.start, end: span.start + first.length };
  if (/^[+-]?\d{3,}/.test(first) && !/^[0-7]+$/.test(first)) {
    return { message: `\`${first}\` is no mode: octal digits were expected (\`0640\`)`, span: firstSpan };
  }
  if (/^[ugoa]*[+=-][rwxXst]+|^[r-][w-][x-][rwx-]{6}$/.test(first)) {
    return { message: `\`${first}\` is no mode: logrotate takes octal digits only (\`0640\`)`, span: firstSpan };
  }
  const joined = /^(?:\d+\s+)?(([\w.-]+):([\w.-]+))$/.exec(text);
  if (joined !== null) {
    const at = { start: span.end - (joined[1] as string).length, end: span.end };
    return {
      message: `\`${joined[1]}\` is the name of no user or group: owner and group are separated by a blank`,
      span: at,
      fixes: [{ title: 'Separate owner and group', certain: true, edits: [{ span: at, text: `${joined[2]} ${joined[3]}` }] }],
    };
  }
  const { mode, user, group, extra } = readOwnership(value, version, false);
  if (extra !== undefined) {
    return {
      message: text.includes('#')
        ? `A comment behind \`${name}\` is read as more words, at most three are taken (mode, owner, group)`
        : `Too many words behind \`${name}\`: mode, owner and group were expected`,
      span: { start: extra.span.start, end: span.end },
    };
  }
  const modern = atLeast(version, '3.22');
  if (modern && user !== undefined && mode === undefined && /^[0-7]{3,4}$/.test(user.text)) {
    return {
      message: `Two words behind \`${name}\` are owner and group from 3.22 on, so \`${user.text}\` is no mode here; write mode, owner and group`,
      span,
    };
  }
  if (modern && mode !== undefined && !/^[0-7]+$/.test(mode.text)) {
    return {
      message: `One word behind \`${name}\` is its mode from 3.22 on, and \`${mode.text}\` is no octal number; write owner and group, or all three`,
      span: mode.span,
    };
  }
  for (const account of [user, group]) {
    if (account === undefined) continue;
    if (/^0\d{3}$/.test(account.text))
      return { message: `\`${account.text}\` is no owner or group: the mode comes first`, span: account.span };
    if (canBeAccount(account.text)) continue;
    return { message: `\`${account.text}\` is the name of no user or group`, span: account.span };
  }
  if (mode === undefined || readOctalMode(mode.text) !== undefined) return undefined;
  return {
    severity: 'warning',
    message: `\`${mode.text}\` is no mode a file can have: octal digits up to \`7777\` were expected`,
    span: mode.span,
  };
}
