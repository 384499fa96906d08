import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { directives } from '../facts/directive-tables.ts';
import type { DirectiveNode, Tree } from '../syntax/tree.ts';
import { readLegacyTemplate } from '../templates.ts';
import { isOff } from '../values.ts';

const queueTypes = new Set(['fixedarray', 'linkedlist', 'disk', 'direct']);

export const directiveValue: LanguageRule<Tree> = {
  id: 'rsyslog-directive-value',
  severity: 'error',
  summary: 'A `$Directive` has a value that rsyslogd refuses, or something behind its value',
  why: 'Each directive reads what it needs and rsyslogd complains about the rest: `extra characters in config line ignored` (`cfsysline`, runtime/conf.c). Flags are `on` or `off` in lower case, numbers digits with an optional `k`, `m` or `g`, modes four octal digits (runtime/cfsysline.c); with a wrong one the setting stays as it was.',
  story:
    '`$RepeatedMsgReduction Off` was written with a capital. rsyslogd refused the value, and a hundred lines went on being folded into "message repeated".',
  bad: '$RepeatedMsgReduction yes\n$MainMsgQueueSize 1000x\n',
  good: '$RepeatedMsgReduction on # why not\n$ActionResumeRetryCount -1\n',
  *check({ tree }): Iterable<Report> {
    for (const node of tree.directives) {
      if (node.name === 'template') {
        yield* template(node);
        continue;
      }
      const types = new Set((directives().get(node.name) ?? []).map(({ type }) => type));
      // Several modules may read one directive; then any of them may be pleased.
      if (types.size !== 1) continue;
      const type = [...types][0] as string;
      yield* typed(node, type);
      if (/queuetype$/.test(node.name) && !queueTypes.has(first(node.value).toLowerCase())) {
        yield {
          message: `\`${first(node.value)}\` is no queue type: \`FixedArray\`, \`LinkedList\`, \`Disk\` or \`Direct\` was expected`,
          span: place(node, first(node.value)),
        };
      }
      if (/queueworkerthreads$/.test(node.name) && /^0+$/.test(first(node.value)))
        yield { message: 'A queue needs at least one worker thread', span: place(node, first(node.value)) };
      if (node.name === 'maxmessagesize' && /^\d+$/.test(first(node.value)) && Number(first(node.value)) < 128)
        yield { message: 'A message may have 128 bytes at least', span: place(node, first(node.value)) };
      // setGSSMode, plugins/omgssapi/omgssapi.c.
      if (node.name === 'gssmode' && !/^(?:integrity|encryption)$/.test(first(node.value)))
        yield {
          message: `\`${first(node.value)}\` is no mode of GSSAPI: \`integrity\` or \`encryption\` was expected`,
          span: place(node, first(node.value)),
        };
      if (node.name === 'workdirectory' && node.value === '') yield { message: '`$WorkDirectory` needs a folder', span: node.nameSpan };
      if (node.name === 'modload' && node.value === '') yield { message: '`$ModLoad` needs the name of a module', span: node.nameSpan };
    }
  },
};

function* typed(node: DirectiveNode, type: string): Iterable<Report> {
  const { value } = node;
  switch (type) {
    case 'binary': {
      const word = first(value);
      if (word !== 'on' && word !== 'off') {
        const meant = /^(?:on|yes|true|1)$/i.test(word) ? 'on' : isOff(word) ? 'off' : undefined;
        const span = place(node, word);
        yield {
          message: `\`${word}\` is no value for this directive: \`on\` or \`off\` was expected`,
          span,
          fixes: meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span, text: meant }] }],
        };
      } else yield* rest(node, word.length);
      return;
    }
    case 'integer':
    case 'size': {
      const number = /^-?[0-9][0-9.,]*[kmgtpeKMGTPE]?/.exec(value);
      if (number === null) yield { message: `\`${first(value)}\` is no number`, span: place(node, first(value)) };
      else if (type === 'integer' && Number(number[0].replace(/[.,]|[a-z]$/gi, '')) > 2 ** 31)
        yield { message: `\`${number[0]}\` is too large`, span: place(node, number[0]) };
      else yield* rest(node, number[0].length);
      return;
    }
    case 'mode':
      if (!/^0[0-7]{3}/.test(value))
        yield {
          message: `\`${first(value)}\` is no file mode: four octal digits, the first of them 0, were expected`,
          span: place(node, first(value)),
        };
      else yield* rest(node, 4);
      return;
    case 'character':
      if (value === '') yield { message: 'A character is missing', span: node.nameSpan };
      else yield* rest(node, 1);
      return;
    case 'word':
    case 'severity':
    case 'facility':
    case 'user':
    case 'group':
      yield* rest(node, first(value).length);
      return;
    default:
      if (node.name === 'modload' || node.name === 'resetconfigvariables')
        yield* rest(node, node.name === 'modload' ? first(value).length : 0);
  }
}

/** What stands behind the value and is no comment. */
function* rest(node: DirectiveNode, from: number): Iterable<Report> {
  const tail = node.value.slice(from);
  const text = tail.trimStart();
  if (text === '' || text.startsWith('#')) return;
  const at = node.valueSpan.start + from + (tail.length - text.length);
  yield {
    message: `\`${text.length > 40 ? `${text.slice(0, 37)}...` : text}\` behind the value is ignored: only a comment may stand here`,
    span: { start: at, end: Math.max(at, node.valueSpan.end) },
  };
}

function* template(node: DirectiveNode): Iterable<Report> {
  if (!node.value.includes(',')) {
    yield { severity: 'warning', message: '`$template` needs a name, a comma and a text in double quotes', span: node.span };
    return;
  }
  const parts = /^[^,]*,\s*/.exec(node.value) as RegExpExecArray;
  const text = node.value.slice(parts[0].length);
  const at = node.valueSpan.start + parts[0].length;
  const found = readLegacyTemplate(node);
  if (found === undefined) {
    yield text === ''
      ? { severity: 'warning', message: 'This template has no text', span: node.span }
      : {
          message: 'The text of a template stands in double quotes',
          span: { start: Math.min(at, node.valueSpan.end), end: node.valueSpan.end },
        };
    return;
  }
  const whole = /^"(?:\\[\s\S]|[^"\\])*"/.exec(text);
  if (whole === null) {
    if (text.startsWith('"'))
      yield {
        severity: 'warning',
        message: 'The text of this template is not closed: `"` was expected',
        span: { start: Math.min(at, node.valueSpan.end), end: node.valueSpan.end },
      };
    return;
  }
  let behind = text.slice(whole[0].length).trimStart();
  while (behind.startsWith(','))
    behind = behind
      .slice(1)
      .trimStart()
      .replace(/^[^,=]*/, '')
      .trimStart();
  if (behind !== '' && !behind.startsWith('#'))
    yield {
      message: `\`${behind.slice(0, 40)}\` behind the template's text is ignored: only options such as \`,sql\` may stand here`,
      span: { start: node.valueSpan.end - behind.length, end: node.valueSpan.end },
    };
}

/** The first word, as C's isspace ends it. */
function first(value: string): string {
  return (/^[^ \t\n\v\f\r]*/.exec(value) as RegExpExecArray)[0];
}

function place(node: DirectiveNode, word: string): Span {
  return word === ''
    ? node.nameSpan
    : { start: node.valueSpan.start, end: Math.min(node.valueSpan.end, node.valueSpan.start + word.length) };
}
