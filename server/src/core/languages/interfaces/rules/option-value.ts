import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { dialectOf } from '../dialect.ts';
import type { ValueKind } from '../facts/value.ts';
import { eachOption, isRead } from '../read/each-option.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { Word } from '../tree.ts';
import { list } from '../verdict/iface-line.ts';
import { spelling } from '../verdict/misplaced.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const optionValue: InterfacesRule = {
  id: 'interfaces-option-value',
  severity: 'warning',
  summary: 'a number out of range, or a word that is none of the expected ones',
  why: 'No daemon but ifupdown2 looks at these values itself: they go to `ip`, `sysctl` or a hook script, which refuses them or goes on without them, and the interface comes up as if the line were not there.',
  story:
    '`bond-mode active_backup` with the wrong dash was refused by the driver. The bond ran round-robin instead, and packets came out of order for a month.',
  bad: 'auto bond0\niface bond0 inet manual\n    bond-slaves eth0 eth1\n    bond-mode aktive-backup\n    bond-miimon 100\n',
  good: 'auto bond0\niface bond0 inet manual\n    bond-slaves eth0 eth1\n    bond-mode active-backup\n    bond-miimon 100\n',
  *check({ tree, settings }) {
    const dialect = dialectOf(tree, settings);
    for (const place of eachOption(tree, dialect)) {
      const { record, words, option } = place;
      const [word] = words;
      if (record === undefined || word === undefined || !isRead(place, dialect)) continue;
      const report =
        record.value.kind === 'number'
          ? judgeNumber(word, option.key === 'vrf-table' && dialect === 'ifupdown2' ? { ...record.value, ...vrfTables } : record.value)
          : record.value.kind === 'one-of'
            ? judgeWord(word, record.value, option.key)
            : record.value.kind === 'path'
              ? judgePath(word)
              : undefined;
      if (report !== undefined && !isPlaceholder(word.text)) yield report;
    }
  },
};

/** The tables that ifupdown2 keeps for VRFs unless its policy says otherwise (VRF_TABLE_START and _END in addons/vrf.py). */
const vrfTables = { min: 1001, max: 5000 };

/** A path must be absolute: hooks run in the folder that ifup was called in. */
function judgePath({ text, span }: Word): Report | undefined {
  if (text.startsWith('/') || !/[/.]/.test(text)) return undefined;
  return { span, message: `\`${text}\` is relative, and counts from the folder that ifup is called in; an absolute path was expected` };
}

function judgeNumber(word: Word, kind: ValueKind & { kind: 'number' }): Report | undefined {
  const { min, max, fraction, also } = kind;
  if (also.includes(word.text)) return undefined;
  if (!(fraction === true ? /^\d+(?:\.\d*)?$|^\.\d+$/ : min === undefined ? /^-?\d+$/ : /^\d+$/).test(word.text))
    return { span: word.span, message: `\`${word.text}\` is no number; ${expectedNumber(kind)}` };
  const value = Number(word.text);
  if ((min !== undefined && value < min) || (max !== undefined && value > max))
    return { span: word.span, message: `\`${word.text}\` is out of range; ${expectedNumber(kind)}` };
  return undefined;
}

function expectedNumber({ min, max, fraction, also }: ValueKind & { kind: 'number' }): string {
  const range = min !== undefined && max !== undefined ? ` from ${min} to ${max}` : min !== undefined ? ` from ${min} on` : '';
  return `a ${fraction === true ? '' : 'whole '}number${range}${also.length > 0 ? `, or ${list(also)},` : ''} was expected`;
}

function judgeWord(word: Word, { values, ignoreCase }: ValueKind & { kind: 'one-of' }, key: string): Report | undefined {
  if (values.includes(word.text) || (ignoreCase === true && values.includes(word.text.toLowerCase()))) return undefined;
  const meant =
    values.find((value) => value.toLowerCase() === word.text.toLowerCase()) ??
    nearest(
      word.text,
      values.filter((value) => value.length > 2),
    );
  return {
    span: word.span,
    message: `\`${word.text}\` is none of the values of \`${key}\`; ${
      meant === undefined
        ? `${
            values.length > 12
              ? `${values
                  .slice(0, 12)
                  .map((value) => `\`${value}\``)
                  .join(', ')} and others`
              : list(values)
          } were expected`
        : `\`${meant}\` was probably meant`
    }`,
    ...(meant !== undefined && { fixes: [spelling(word, meant, false)] }),
  };
}
