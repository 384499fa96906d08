import { stringOf, textOf } from '../objects.ts';
import { resolveEscapes } from '../syntax/resolve-escapes.ts';
import type { ObjectNode } from '../syntax/tree.ts';
import type { TemplateDefinition } from '../templates.ts';
import { toBytes } from './bytes.ts';
import { NotComputed } from './not-computed.ts';
import { readPosixExpression } from './posix-expression.ts';
import { normalized, readTemplateText } from './read-template-text.ts';
import { type PropertyOptions, type Template, type TemplatePart, usualOptions } from './template-part.ts';

/** A template as its definition makes it. Throws `NotComputed` for one that a module makes, or that rsyslogd refuses. */
export function readTemplate({ name, node, text }: TemplateDefinition): Template {
  if (node.kind === 'directive') {
    if (text === undefined) throw new NotComputed(`the template \`${name}\`, which a module makes`);
    const behind = node.value.slice(node.value.indexOf(text) + text.length).toLowerCase();
    const signs = (['stdsql', 'sql', 'jsonf', 'json'] as const).find((one) => new RegExp(`,\\s*${one}\\b`).test(behind));
    const nested = /,\s*jsonftree\b/.test(behind);
    return {
      name,
      parts: readTemplateText(toBytes(text), true),
      ...(nested ? ({ escape: 'jsonf', tree: true } as const) : signs && { escape: signs }),
    };
  }
  const type = (textOf(node, 'type') ?? 'string').toLowerCase();
  const signs = (['stdsql', 'sql', 'json', 'jsonf'] as const).find((one) => textOf(node, `option.${one}`) === 'on');
  const nested = textOf(node, 'option.jsonftree') === 'on';
  const options = {
    ...(signs === undefined ? nested && ({ escape: 'jsonf' } as const) : { escape: signs }),
    ...(nested && { tree: true }),
  };
  switch (type) {
    case 'string':
      if (text === undefined) throw new NotComputed(`the template \`${name}\`, whose text is not known here`);
      return { name, parts: readTemplateText(toBytes(text), false), ...options };
    case 'list':
      return { name, parts: (node.body?.items ?? []).flatMap((item) => (item.kind === 'object' ? listPart(item) : [])), ...options };
    case 'subtree': {
      const subtree = textOf(node, 'subtree');
      if (subtree === undefined || !subtree.startsWith('$!')) throw new NotComputed(`the template \`${name}\`, which has no subtree`);
      return { name, parts: [], subtree: subtree.slice(1), ...options };
    }
    default:
      throw new NotComputed(`the template \`${name}\`, which a module makes`);
  }
}

function listPart(node: ObjectNode): TemplatePart {
  const get = (name: string): string | undefined => {
    if (stringOf(node, name)?.quote === '`') throw new NotComputed('a template with a value in backticks');
    const text = textOf(node, name);
    return text === undefined ? undefined : toBytes(text);
  };
  if (node.word === 'constant') {
    // The lexer has resolved the escapes once; here rsyslogd does it again (`createConstantTpe`, runtime/template.c).
    const value = resolveEscapes(get('value') ?? '');
    if (get('format') !== 'jsonf') return { kind: 'constant', text: value };
    const outName = get('outname') ?? '';
    return { kind: 'constant', text: `"${outName}": "${value.replace(/["\\]/g, '\\$&')}"`, outName };
  }
  const on = (name: string): boolean => get(name) === 'on';
  const number = (name: string): number | undefined => {
    const text = get(name);
    return text === undefined ? undefined : Number(/^-?\d+$/.test(text) ? text : 0);
  };
  const name = get('name') ?? '';
  const from = number('position.from');
  const to = number('position.to');
  const fieldNumber = number('field.number');
  const regex = get('regex.expression');
  const control = get('controlcharacters') as PropertyOptions['control'];
  const letters = get('caseconversion') as PropertyOptions['letters'];
  const path = get('securepath') as PropertyOptions['path'];
  const format = get('format') as PropertyOptions['format'];
  const complexNames =
    'droplastlf fixedwidth spifno1stsp position.from position.to field.number field.delimiter regex.expression regex.type regex.nomatchmode regex.match regex.submatch format controlcharacters securepath caseconversion compressspace';
  const positions = from !== undefined || to !== undefined;
  const options: PropertyOptions = {
    ...usualOptions,
    date: get('dateformat') ?? '',
    utc: on('date.inutc'),
    ...(fieldNumber !== undefined && { field: { number: fieldNumber, delimiter: number('field.delimiter') ?? 9 } }),
    ...(regex !== undefined && {
      regex: {
        expression: readPosixExpression(regex, { extended: get('regex.type') === 'ERE' }),
        match: number('regex.match') ?? 0,
        submatch: number('regex.submatch') ?? 0,
        otherwise: (get('regex.nomatchmode') ?? 'DFLT') as 'DFLT' | 'BLANK' | 'FIELD' | 'ZERO',
      },
    }),
    from: positions ? (from ?? 0) : 0,
    to: positions ? (to ?? 2_000_000_000) : 0,
    fromEnd: on('position.relativetoend'),
    fixedWidth: on('fixedwidth'),
    ...(letters && { letters }),
    ...(control && { control }),
    ...(path && { path }),
    dropLastLineFeed: on('droplastlf'),
    blankIfNone: on('spifno1stsp'),
    compressBlanks: on('compressspace'),
    ...(format && { format }),
    dataType: (get('datatype') ?? 'string') as PropertyOptions['dataType'],
    onEmpty: (get('onempty') ?? 'keep') as PropertyOptions['onEmpty'],
    omitIfZero: on('omitifzero'),
  };
  return {
    kind: 'property',
    property: normalized(name),
    outName: get('outname') ?? (name.startsWith('$!') ? name.slice(2) : name),
    complex: node.parameters.some((parameter) => complexNames.split(' ').includes(parameter.name)),
    options,
  };
}
