import type { Report } from '../../../rule.ts';
import { optionNamed } from '../facts/option-named.ts';
import { isTemplateLine } from './misplaced.ts';
import { seenBy } from './seen-by.ts';
import type { Dialect, Option, Stanza } from '../tree.ts';

/**
 * Options without a value: ifupdown and busybox reject the file (`option with empty value`), ifupdown2 throws the line away (`invalid
 * syntax` in parse_iface). ifupdown-ng takes them, with nothing as their value. In a `mapping` stanza ifupdown asks for none. A line of a template is a warning where the daemon is `guessed`.
 */
export function emptyValues(stanzas: readonly Stanza[], dialect: Dialect, guessed = false): readonly Report[] {
  const reports: Report[] = [];
  for (const stanza of seenBy(stanzas, dialect)) {
    if (stanza.kind === 'mapping' && dialect !== 'ifupdown2') continue;
    for (const option of stanza.options) {
      if (option.words.length > 0) continue;
      const mild = guessed && isTemplateLine(option.name.text);
      reports.push({ ...report(option, dialect), ...(mild && { severity: 'warning' as const }) });
    }
  }
  return reports;
}

function report({ name }: Option, dialect: Dialect): Report {
  const equals = name.text.indexOf('=');
  const front = equals > 0 ? name.text.slice(0, equals) : '';
  if (front !== '' && optionNamed(front, dialect) !== undefined) {
    const at = name.span.start + equals;
    const whole = name.span.end - name.span.start === name.text.length;
    return {
      span: name.span,
      message: `\`=\` does not separate an option from its value; \`${front} ${name.text.slice(equals + 1)}\` was expected`,
      ...(whole && {
        fixes: [
          {
            title: `Write \`${front} ${name.text.slice(equals + 1)}\``,
            certain: true,
            edits: [{ span: { start: at, end: at + 1 }, text: ' ' }],
          },
        ],
      }),
      ...severity(dialect),
    };
  }
  return { span: name.span, message: `\`${name.text}\` has no value`, ...severity(dialect) };
}

function severity(dialect: Dialect): { severity?: 'warning' } {
  return dialect === 'ifupdown-ng' ? { severity: 'warning' } : {};
}
