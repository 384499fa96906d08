import type { Span } from '../text/span.ts';
import { attributeRecord } from './attribute-table.ts';
import { readDuration } from './duration.ts';
import { readExpectation } from './expectation.ts';
import { readFlag } from './flag.ts';
import type { Attribute, BlockOptions } from './model.ts';

/** An attribute whose value could not be read as its type. */
export interface BadValue {
  readonly key: string;
  readonly value: string;
  readonly expected: string;
  readonly span: Span;
}

/** The attributes with their types, the last of equal keys counting; a value that cannot be read is left out and told. */
export function readOptions(attributes: readonly Attribute[]): { readonly options: BlockOptions; readonly bad: readonly BadValue[] } {
  const options: Record<string, unknown> = {};
  const bad: BadValue[] = [];
  for (const attribute of attributes) {
    const record = attributeRecord(attribute.key);
    if (record === undefined) continue;
    const { value } = attribute;
    const said = attribute.valueSpan !== undefined;
    const fail = (expected: string): void => {
      bad.push({ key: attribute.key, value, expected, span: attribute.valueSpan ?? attribute.span });
    };
    const keep = (read: unknown, expected: string): void => {
      if (read === undefined) fail(expected);
      else options[fieldOf(attribute.key)] = read;
    };
    switch (record.type) {
      case 'flag':
        keep(readFlag(value), '`true` or `false`');
        break;
      case 'duration':
        keep(readDuration(value), 'a duration such as `500ms`, `60s`, `5m`, `2h` or `1d`');
        break;
      case 'integer':
        keep(/^\d{1,6}$/.test(value) ? Number(value) : undefined, 'a whole number');
        break;
      case 'mode':
        keep(/^[0-7]{3,4}$/.test(value) ? value.padStart(4, '0') : undefined, 'three or four octal digits such as `0644`');
        break;
      case 'account':
        if (record.key === 'sudo') {
          const flag = readFlag(value);
          keep(flag ?? (/^[a-z_][a-z0-9_.-]*\$?$/i.test(value) ? value : undefined), '`true`, `false` or the name of an account');
        } else keep(said && value !== '' ? value : undefined, 'the name of an account');
        break;
      case 'names':
        keep(
          said
            ? value
                .split(',')
                .map((name) => name.trim())
                .filter((name) => name !== '')
            : undefined,
          'names with commas between them',
        );
        break;
      case 'when': {
        const not = value.startsWith('!');
        const name = not ? value.slice(1) : value;
        keep(said && name !== '' ? { name, not } : undefined, 'the name of a check or file block, or `!` and the name');
        break;
      }
      case 'on-failure':
        keep(value === 'continue' ? value : undefined, '`continue`');
        break;
      case 'confirm': {
        const flag = readFlag(value);
        if (flag !== false) keep(flag === true ? true : value, '`true` or the question');
        break;
      }
      case 'expect':
        keep(said ? readExpectation(value) : undefined, 'exit codes such as `0,2`, or a pattern such as `/ready/`, or both');
        break;
      case 'guard':
        keep(readFlag(value) === false ? false : readDuration(value), 'a duration such as `90s`, or `false`');
        break;
      case 'validate':
        keep(
          readFlag(value) === false ? false : value.includes('%s') ? value : undefined,
          'a command with `%s` for the candidate, or `false`',
        );
        break;
      case 'variable':
        keep(/^[A-Za-z_][A-Za-z0-9_]*$/.test(value) && said ? value : undefined, 'the name of a variable');
        break;
      case 'path':
        keep(said && value !== '' ? value : undefined, 'a path');
        break;
      default:
        keep(said && value !== '' ? value : undefined, 'a value');
    }
  }
  if (options['transform'] === false) options['ignore'] = true;
  else if (options['transform'] === true) options['ignore'] = false;
  const tags = options['tag'] ?? options['category'];
  if (typeof tags === 'string') options['tags'] = tags.split(',').filter((tag) => tag !== '');
  return { options: options as BlockOptions, bad };
}

/** `retry-delay` as `retryDelay`. */
function fieldOf(key: string): string {
  return key.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
