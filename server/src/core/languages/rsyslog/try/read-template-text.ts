import { readPosixExpression } from './posix-expression.ts';
import { NotComputed } from './not-computed.ts';
import { type PropertyOptions, type TemplatePart, usualOptions } from './template-part.ts';

/** The parts of a template's text in bytes (`do_Parameter` and `do_Constant`, runtime/template.c); `escapes`: it is a `$template`'s. */
export function readTemplateText(text: string, escapes: boolean): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  while (at < text.length) {
    if (text[at] === '%') {
      const read = readReplacerPart(text, at + 1);
      parts.push(read.part);
      at = read.end;
      continue;
    }
    let constant = '';
    while (at < text.length && text[at] !== '%') {
      if (!escapes || text[at] !== '\\') {
        constant += text[at++];
        continue;
      }
      at++;
      const digits = /\d+/y;
      digits.lastIndex = at;
      const number = digits.exec(text)?.[0];
      if (number !== undefined) {
        constant += String.fromCharCode(Number(number) & 255);
        at += number.length;
      } else {
        const c = text[at++] ?? '';
        constant += c === 'n' ? '\n' : c === 'r' ? '\r' : c;
      }
    }
    parts.push({ kind: 'constant', text: constant });
  }
  return parts;
}

function readReplacerPart(text: string, start: number): { readonly part: TemplatePart; readonly end: number } {
  let at = start;
  const until = (stops: string): string => {
    const from = at;
    while (at < text.length && !stops.includes(text[at] as string)) at++;
    return text.slice(from, at);
  };
  const digits = (): number => {
    const from = at;
    while (at < text.length && text[at] !== undefined && /[0-9]/.test(text[at] as string)) at++;
    return from === at ? 0 : Number(text.slice(from, at));
  };
  const property = until('%:');
  let options: PropertyOptions = usualOptions;
  let complex = false;
  let regex: { extended: boolean; submatch: number; otherwise: 'DFLT' | 'BLANK' | 'FIELD' | 'ZERO'; match: number } | undefined;
  let field: number | undefined;
  let from = 0;
  let to = 0;
  if (text[at] === ':') {
    complex = true;
    at++;
    const head = /R(?:,(BRE|ERE))?(?:,(\d?))?(?:,(DFLT|BLANK|FIELD|ZERO)?(?=[,:]))?(?:,(\d?))?(?=:)/y;
    head.lastIndex = at;
    const found = text[at] === 'R' ? head.exec(text) : null;
    if (text[at] === 'R' && found === null) throw new NotComputed('a template with a faulty regular expression mode');
    if (found !== null) {
      const [whole, type = 'BRE', submatch = '', otherwise = 'DFLT', match = ''] = found;
      regex = {
        extended: type === 'ERE',
        submatch: Number(submatch),
        otherwise: otherwise as 'DFLT' | 'BLANK' | 'FIELD' | 'ZERO',
        match: Number(match),
      };
      at += whole.length;
    } else if (text[at] === 'F') {
      at++;
      field = 9;
      if (text[at] === ',') {
        at++;
        field = digits();
        // Some builds take a plus here, others refuse it.
        if (text[at] === '+' || field > 255) throw new NotComputed('a template with a doubtful field delimiter');
        if (text[at] === ',') {
          at++;
          from = digits();
        }
      }
      if (text[at] !== ':' && text[at] !== '%') throw new NotComputed('a template with a faulty field mode');
    } else {
      from = digits();
      until('%:');
    }
  }
  if (text[at] === ':') {
    at++;
    if (regex !== undefined) {
      const end = text.indexOf('--end', at);
      if (end === -1) throw new NotComputed('a template with a regular expression that has no end');
      options = {
        ...options,
        regex: { ...regex, expression: readPosixExpression(text.slice(at, end), { extended: regex.extended }) },
      };
      at = end + 5;
    } else if (text[at] === '$') {
      at++;
      to = 9_999_999;
    } else {
      const number = digits();
      if (field !== undefined) {
        options = { ...options, field: { number, delimiter: field } };
        field = undefined;
        if (text[at] === ',') {
          at++;
          to = digits();
        }
      } else to = number;
      until('%:');
    }
  }
  if (field !== undefined) options = { ...options, field: { number: 0, delimiter: field } };
  if (text[at] === ':') {
    at++;
    while (at < text.length && text[at] !== '%' && text[at] !== ':') {
      options = withOption(options, until('%:,').toLowerCase());
      if (text[at] === ',') at++;
    }
  }
  if (options.fromEnd ? to > from : to < from) [from, to] = [to, from];
  options = { ...options, from, to };
  // Two characters are taken off a variable's name, whether it was written with its `$` or not; the whole tree is none.
  let outName = /^\$?[!.]/.test(property) && !/^\$!all-json(?:-plain)?$/i.test(property) ? property.slice(2) : property;
  if (text[at] === ':') {
    at++;
    outName = until('%:');
  }
  return {
    part: { kind: 'property', property: normalized(property), outName, complex, options },
    end: Math.min(text.length, at + 1),
  };
}

/** A property's name as `messageProperty` and `variablePath` want it. */
export function normalized(property: string): string {
  const lower = property.toLowerCase();
  if (lower === '$!all-json' || lower === '$!all-json-plain') return lower;
  return /^\$[!./]/.test(property) ? property.slice(1) : /^[!./]/.test(property) ? property : lower;
}

const letters: Readonly<Record<string, Partial<PropertyOptions>>> = {
  lowercase: { letters: 'lower' },
  uppercase: { letters: 'upper' },
  'sp-if-no-1st-sp': { blankIfNone: true },
  compressspace: { compressBlanks: true },
  'drop-last-lf': { dropLastLineFeed: true },
  'secpath-drop': { path: 'drop' },
  'pos-end-relative': { fromEnd: true },
  'fixed-width': { fixedWidth: true },
  'date-utc': { utc: true },
  'mandatory-field': {},
};

function withOption(options: PropertyOptions, word: string): PropertyOptions {
  const plain = letters[word];
  if (plain !== undefined) return { ...options, ...plain };
  if (word.startsWith('date-')) return { ...options, date: word.slice(5) };
  if (word === 'secpath-replace') return options.path === 'drop' ? options : { ...options, path: 'replace' };
  if (word === 'csv' || word === 'json' || word === 'jsonf' || word === 'jsonr' || word === 'jsonfr')
    // `hasFormat` forgets jsonfr, so that another one may follow it and goes first.
    return options.format === undefined || options.format === 'jsonfr' ? { ...options, format: word } : options;
  // Where more than one is given, dropping goes before blanks, and those before escapes.
  const strength = ['drop', 'space', 'escape'] as const;
  const control = strength.find((one) => word === `${one}-cc`);
  if (control !== undefined)
    return options.control !== undefined && strength.indexOf(options.control) < strength.indexOf(control)
      ? options
      : { ...options, control };
  return options;
}
