import type { ArgumentKind, Reading } from './record.ts';

/**
 * How the daemon takes the value of a kind of argument off its line (config.c, readConfigFile): `line` for those read by isolateLine
 * (`su`, `create`, `createolddir`, `weekly`, `compressoptions`), where an `=` is part of the value; `value` for isolateValue.
 */
export function readingOf(kind: ArgumentKind): Reading {
  switch (kind) {
    case 'none':
    case 'script':
    case 'monthday':
      return 'flag';
    case 'weekday':
    case 'account':
    case 'ownership':
    case 'arguments':
      return 'line';
    default:
      return 'value';
  }
}
