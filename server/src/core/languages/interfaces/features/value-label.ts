import type { ValueKind } from '../facts/value.ts';

/** What stands behind an option, in a few words: `on | off`, `ADDRESS/PREFIX`, `NUMBER (0 to 255)`. */
export function valueLabel(value: ValueKind): string {
  switch (value.kind) {
    case 'text':
      return value.label;
    case 'command':
      return 'command';
    case 'path':
      return 'path';
    case 'number': {
      const range =
        value.min !== undefined && value.max !== undefined
          ? ` (${value.min} to ${value.max})`
          : value.min !== undefined
            ? ` (from ${value.min})`
            : '';
      return [`${value.label}${range}`, ...value.also].join(' | ');
    }
    case 'one-of':
      return value.values.join(' | ');
    case 'address': {
      const family = value.family === 'any' ? '' : `IPv${value.family} `;
      return [`${family}address${value.prefix ? '/prefix' : ''}${value.many === true ? ' ...' : ''}`, ...value.also].join(' | ');
    }
    case 'netmask':
      return 'netmask | bits';
    case 'mac':
      return ['MAC address', ...value.also].join(' | ');
    case 'interfaces':
      return [value.many ? 'interface ...' : 'interface', ...value.also].join(' | ');
  }
}
