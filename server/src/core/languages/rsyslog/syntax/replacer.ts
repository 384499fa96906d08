import type { Span } from '../../../text/span.ts';

/** `%property:from:to:options%` in a template's text. Spans count in that text. */
export interface Replacer {
  readonly span: Span;
  readonly property: string;
  readonly propertySpan: Span;
  readonly options: readonly { readonly text: string; readonly span: Span }[];
  readonly regex?: { readonly text: string; readonly kind: 'basic' | 'extended'; readonly span: Span };
  /** What rsyslogd complains about in the part before the options. */
  readonly troubles: readonly { readonly message: string; readonly span: Span }[];
  readonly closed: boolean;
  /** Where an unclosed one goes on into whatever stands behind the text: in the property's name or in an option, not in a number. */
  readonly takesMore: boolean;
}

/**
 * The replacers of a template's text, read as `do_Parameter` (runtime/template.c) reads them. `escapes`: a backslash takes
 * away the meaning of the sign behind it, as in a `$template`; in a `template()` the lexer has resolved the escapes already.
 */
export function readReplacers(text: string, escapes: boolean): readonly Replacer[] {
  const known = read[escapes ? 'escaped' : 'plain'];
  const found = known.get(text) ?? readAll(text, escapes);
  // Several rules ask for the same, at each keystroke.
  if (known.size > 2000) known.clear();
  known.set(text, found);
  return found;
}

const read = { escaped: new Map<string, readonly Replacer[]>(), plain: new Map<string, readonly Replacer[]>() };

function readAll(text: string, escapes: boolean): readonly Replacer[] {
  const out: Replacer[] = [];
  let at = 0;
  while (at < text.length) {
    const c = text[at];
    if (c === '\\' && escapes) {
      at += 2;
      continue;
    }
    if (c !== '%') {
      at++;
      continue;
    }
    const replacer = readReplacer(text, at);
    out.push(replacer);
    at = replacer.span.end;
  }
  return out;
}

function readReplacer(text: string, start: number): Replacer {
  let at = start + 1;
  const until = (stops: string): string => {
    const from = at;
    while (at < text.length && !stops.includes(text[at] as string)) at++;
    return text.slice(from, at);
  };
  const propertyAt = at;
  const property = until('%:');
  const propertySpan = { start: propertyAt, end: at };
  const troubles: { message: string; span: Span }[] = [];
  let regex: Replacer['regex'];
  let hasRegex = false;
  if (text[at] === ':') {
    at++;
    const from = at;
    if (text[at] === 'R') {
      const head = /^R(?:,(?:(BRE|ERE)(?=[,:]))?)?(?:,\d?)?(?:,(?:DFLT|BLANK|FIELD|ZERO)?(?=[,:]))?(?:,\d?)?/.exec(
        text.slice(at),
      ) as RegExpExecArray;
      at += head[0].length;
      if (text[at] !== ':') {
        until('%:');
        troubles.push({
          message: `\`${text.slice(from, at)}\` is no regular expression mode: \`R,BRE|ERE,submatch,DFLT|BLANK|FIELD|ZERO,match\` was expected`,
          span: { start: from, end: at },
        });
      } else {
        hasRegex = true;
        const expressionAt = at + 1;
        const end = text.indexOf('--end', expressionAt);
        if (end !== -1) {
          regex = {
            text: text.slice(expressionAt, end),
            kind: head[1] === 'ERE' ? 'extended' : 'basic',
            span: { start: expressionAt, end },
          };
          at = end + 5;
        } else {
          troubles.push({
            message: 'This regular expression has no end: `--end` was expected behind it',
            span: { start: expressionAt, end: text.length },
          });
          at++;
          until('%:');
        }
      }
    } else if (text[at] === 'F') {
      const head = /^F(?:,(\d+)\+?(?:,\d*)?)?/.exec(text.slice(at)) as RegExpExecArray;
      at += head[0].length;
      if (text[at] !== ':' && text[at] !== '%') {
        until('%:');
        troubles.push({
          message: `\`${text.slice(from, at)}\` is no field mode: \`F,delimiter\` was expected, the delimiter as a decimal character code`,
          span: { start: from, end: at },
        });
      } else if (head[1] !== undefined && Number(head[1]) > 255) {
        troubles.push({ message: `\`${head[1]}\` is no character code`, span: { start: from, end: at } });
      }
    } else until('%:');
  }
  if (!hasRegex && text[at] === ':') {
    at++;
    until('%:');
  }
  const options: { text: string; span: Span }[] = [];
  const optionsAt = text[at] === ':' ? at + 1 : undefined;
  if (text[at] === ':') {
    at++;
    while (at < text.length && text[at] !== '%' && text[at] !== ':') {
      const from = at;
      const option = until('%:,');
      options.push({ text: option, span: { start: from, end: at } });
      if (text[at] === ',') at++;
    }
  }
  const open = at === text.length;
  if (text[at] === ':') {
    at++;
    until('%:');
  }
  const closed = at < text.length;
  return {
    span: { start, end: Math.min(text.length, at + 1) },
    property,
    propertySpan,
    options,
    ...(regex && { regex }),
    troubles,
    closed,
    takesMore: !closed && open && (propertySpan.end === text.length || optionsAt !== undefined),
  };
}
