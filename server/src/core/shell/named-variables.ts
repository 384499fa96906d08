import type { Assignment } from 'unbash';
import type { Span } from '../text/span.ts';
import type { ShellVariable, ShellWord } from './tree.ts';

/** What a builtin says about variables by naming them. */
export interface NamedVariables {
  readonly mentions: readonly ShellVariable[];
  /** `set -a` and `set +a`; undefined of anything else. */
  readonly exportsAll: boolean | undefined;
}

const none: NamedVariables = { mentions: [], exportsAll: undefined };
const name = /^[A-Za-z_][A-Za-z0-9_]*/;

/** The variables that `words`, a call of a builtin, names without a `$` (`export x`, `read x`, `unset x` …). */
export function namedVariables(command: string, words: readonly ShellWord[], assigned: readonly Assignment[]): NamedVariables {
  const args = words.slice(1);
  switch (command) {
    case 'export':
    case 'declare':
    case 'typeset':
    case 'local':
    case 'readonly':
      return { mentions: declared(command, args, assigned), exportsAll: undefined };
    case 'read':
      return { mentions: assigns(operands(args, 'adinNptu', 'a'), {}), exportsAll: undefined };
    case 'mapfile':
    case 'readarray':
      return { mentions: assigns(operands(args, 'dnOsuCc', ''), {}), exportsAll: undefined };
    case 'getopts':
      return { mentions: assigns(args.slice(1, 2), {}), exportsAll: undefined };
    case 'printf':
      return args[0]?.value === '-v' ? { mentions: assigns(args.slice(1, 2), {}), exportsAll: undefined } : none;
    case 'wait':
      return args[0]?.value === '-p' ? { mentions: assigns(args.slice(1, 2), {}), exportsAll: undefined } : none;
    case 'let':
      return { mentions: assigns(args, {}), exportsAll: undefined };
    case 'unset':
      return { mentions: args.some(({ value }) => value === '-f') ? [] : unset(args), exportsAll: undefined };
    case 'set':
      return { mentions: [], exportsAll: exportsAll(args) };
    case '[':
    case 'test': {
      const at = args.findIndex(({ value }) => value === '-v');
      return at < 0 ? none : { mentions: guardedUse(args[at + 1]), exportsAll: undefined };
    }
    default:
      return none;
  }
}

function declared(command: string, args: readonly ShellWord[], assigned: readonly Assignment[]): readonly ShellVariable[] {
  const options = args.flatMap(({ value }) => (value !== undefined && /^[-+][A-Za-z]+$/.test(value) ? [value] : []));
  const has = (letter: string): boolean => options.some((option) => option.startsWith('-') && option.includes(letter));
  // Functions are meant, or something is only shown.
  if (has('f') || has('F') || (command === 'export' && has('n')) || (has('p') && assigned.length === 0)) return [];
  const exported = command === 'export' || (command !== 'readonly' && has('x'));
  const passing = command === 'local';
  return args.flatMap((word): readonly ShellVariable[] => {
    const found = name.exec(word.text)?.[0];
    if (found === undefined) return [];
    const span = head(word.span, found);
    const gives =
      word.text.charAt(found.length) === '=' || word.text.startsWith('+=', found.length) || word.text.charAt(found.length) === '[';
    if (!gives && found !== word.text) return [];
    // `export x` alone gives x to others, whoever set it; `local x` and `declare x` make it.
    if (!gives && command === 'export') return [{ name: found, span, kind: 'use', exported: true, guarded: true, passing: false }];
    if (!gives && command === 'readonly') return [{ name: found, span, kind: 'use', exported: false, guarded: true, passing: false }];
    return [{ name: found, span, kind: 'assign', exported, guarded: false, passing }];
  });
}

/** The words that are no options; letters of `withValue` take the next word, that of `naming` names a variable too. */
function operands(args: readonly ShellWord[], withValue: string, naming: string): readonly ShellWord[] {
  const out: ShellWord[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as ShellWord;
    const value = word.value;
    if (value === undefined || !/^-[A-Za-z]/.test(value)) {
      if (value !== '--') out.push(word);
      continue;
    }
    const last = value.slice(-1);
    if (!withValue.includes(last)) continue;
    i++;
    const named = args[i];
    if (naming.includes(last) && naming !== '' && named !== undefined) out.push(named);
  }
  return out;
}

function assigns(words: readonly ShellWord[], more: Partial<ShellVariable>): readonly ShellVariable[] {
  return words.flatMap((word) => {
    const found = name.exec(word.value ?? '')?.[0];
    if (found === undefined) return [];
    return [{ name: found, span: head(word.span, found), kind: 'assign', exported: false, guarded: false, passing: false, ...more }];
  });
}

function unset(args: readonly ShellWord[]): readonly ShellVariable[] {
  return assigns(
    args.filter(({ value }) => value !== undefined && !value.startsWith('-')),
    { kind: 'unset' },
  );
}

function guardedUse(word: ShellWord | undefined): readonly ShellVariable[] {
  return word === undefined ? [] : assigns([word], { kind: 'use', guarded: true });
}

function exportsAll(args: readonly ShellWord[]): boolean | undefined {
  for (const [index, { value }] of args.entries()) {
    if (value === undefined) continue;
    if (/^-[A-Za-z]*a/.test(value)) return true;
    if (/^\+[A-Za-z]*a/.test(value)) return false;
    if ((value === '-o' || value === '+o') && args[index + 1]?.value === 'allexport') return value === '-o';
  }
  return undefined;
}

function head(span: Span, found: string): Span {
  return { start: span.start, end: Math.min(span.end, span.start + found.length) };
}
