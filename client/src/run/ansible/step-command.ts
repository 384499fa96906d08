import type { DraftBlock } from '../../../../server/src/core/runbook/draft-types.ts';
import { type Interpreter, interpreterOf } from '../../ssh/host-side/interpreter.ts';
import { shellQuote } from '../../ssh/shell-quote.ts';

/** Interpreters that read their script from standard input, by name. */
const readers: Readonly<Record<string, string>> = {
  python3: '-',
  python: '-',
  perl: '-',
  ruby: '-',
  node: '-',
  nodejs: '-',
  lua: '-',
  php: '',
};

/** How an interpreter is fed: as the argument of `-c`, on standard input (with the word that asks for it), or not at all. */
export function feedingOf({ candidates, carries }: Interpreter): 'argument' | { readonly word: string } | undefined {
  const name = (candidates[0] ?? '').replace(/^.*\//, '');
  if (carries || name === 'fish') return 'argument';
  const word = readers[name.replace(/\d+(\.\d+)*$/, (digits) => (name === `python${digits}` ? '3' : digits))];
  return word === undefined ? undefined : { word };
}

/**
 * The shell command that runs a step's script within its time: a text of the runbook alone, no value is in it. Secrets come one a line on
 * its standard input, as base64, in the order of `script.secrets`; the script's own standard input is empty. timeout(1) ends it with 124.
 */
export function stepCommand(block: DraftBlock): string {
  const script = block.script as NonNullable<DraftBlock['script']>;
  const interpreter = interpreterOf(script.interpreter);
  const { candidates, args, strict } = interpreter;
  const feeding = feedingOf(interpreter);
  const program =
    candidates.length === 1
      ? plainWord(candidates[0] ?? 'sh')
      : `"$(${candidates.map((name) => `command -v ${plainWord(name)}`).join(' || ')})"`;
  const words = [program, ...[...args, ...(script.strict ? strict : [])].map(plainWord)].join(' ');
  const end = endWord(script.text);
  const here = `<<'${end}'\n${script.text.replace(/\n*$/, '')}\n${end}\n`;
  const limit = `timeout -k ${block.grace / 1000} ${block.timeout / 1000}`;
  return [
    'export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"\n',
    'if [ -d /usr/lib/locale/C.utf8 ]; then export LC_ALL=C.UTF-8; fi\n',
    ...script.secrets.map(
      (name) => `IFS= read -r opsbook_line; ${name}=$(printf %s "$opsbook_line" | base64 -d; printf .); export ${name}="\${${name}%.}"\n`,
    ),
    ...(script.secrets.length > 0 ? ['unset opsbook_line\n'] : []),
    feeding === 'argument' || feeding === undefined
      ? `exec ${limit} ${words} -c "$(cat ${here})" </dev/null\n`
      : `exec ${limit} ${words} ${feeding.word} ${here}`,
  ].join('');
}

function plainWord(word: string): string {
  return /^[A-Za-z0-9_./=-]+$/.test(word) ? word : shellQuote(word);
}

/** A word that no line of the text is. */
function endWord(text: string): string {
  let word = 'STEP';
  while (text.split('\n').includes(word)) word += '_';
  return word;
}
