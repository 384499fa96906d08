import type { Span } from '../text/span.ts';
import type { Gathered, RawError, Unclosed } from './read-script.ts';
import type { ShellDialect, ShellError } from './tree.ts';

/** Whether the shell may read otherwise what stands before the error, so that nothing certain can be said. */
function disputed({ at, message }: RawError, { bashisms, ambiguous }: Gathered, text: string, dialect: ShellDialect): boolean {
  if (ambiguous.some((start) => start < at || (start === at && !staysOpen(text.slice(at))))) return true;
  const line = lineOf(text, at);
  const before = text.slice(line.start, at + 3);
  const after = line.text.slice(Math.max(0, at - line.start));
  // Sums: both shells go on reading where the grammar gives up, and disagree on quotes in them.
  if (/\(\(/.test(before)) {
    if (/^expected 'do'|\(\(\(/.test(`${message}\n${before}`)) return true;
    if (/'\)+;?'|arithmetic|'esac'|'done'/.test(message) && after.includes('))')) return true;
  }
  if (/\(\([^)\n]*['"`]/.test(after)) return true;
  // The word `case` among a substitution's arguments misleads the grammar.
  if (/command substitution/.test(message) && /([^\s;&|(]\s+|[<>]\s*)case\b/.test(after)) return true;
  if (/\$\([^()\n]*[^\s;&|(]\s+case\b/.test(text.slice(Math.max(0, at - 2000), at))) return true;
  // So do quotes in the word of an expansion, and a delimiter of signs.
  if (/parameter expansion/.test(message) && /^\$\{[^}]*["'][^}]*\}/.test(after)) return true;
  // And heads of `for ((…))` that hold more than plain sums.
  const heads = text.slice(Math.max(0, at - 2000), at + 1).match(/for \(\([^\n]*/g) ?? [];
  if (heads.some((head) => !/^for \(\([^()]*\)\)\s*(;|do\b|$)/.test(head))) return true;
  if (/\(\(\$\{ /.test(text.slice(Math.max(0, at - 2000), at + 200))) return true;
  if (message.startsWith('unterminated') && /(?<!<)<<-?[ \t]*(?!<)\S*$/.test(text.slice(Math.max(line.start, at - 500), at))) return true;
  if (/\$\{([^A-Za-z0-9_#!?@*$-]|[$?*@-][^}:+=?#%/^,@-]|![^A-Za-z0-9_}:+=?#%@*-])/.test(text.slice(0, at))) return true;
  if (dialect === 'bash') return false;
  return (
    bashisms.some(({ span }) => span.start <= at) ||
    /(^|[\s;&|(])\[\[/.test(text.slice(0, at)) ||
    /(^|[\s;&|(])\]\]/.test(text.slice(0, at + 8))
  );
}

/**
 * Whether fewer parentheses are closed than opened, however quotes and comments in it are read: then `$((` is closed neither as a sum
 * nor as a subshell.
 */
function staysOpen(text: string): boolean {
  if (text.includes('<<')) return false;
  const bare = text.replace(/\\.|'[^']*'|"(?:[^"\\]|\\.)*"/gs, '');
  return [bare, bare.replace(/(?<=\s)#.*/g, '')].every((one) => one.split('(').length > one.split(')').length);
}

/** What closes what a word opens. */
const closers: Readonly<Record<string, string>> = {
  if: 'fi',
  for: 'done',
  while: 'done',
  until: 'done',
  select: 'done',
  case: 'esac',
  '(': ')',
  '{': '}',
  '[[': ']]',
  function: '}',
};

const closing = /^(fi|done|esac|then|else|elif|do|\)|\}|;;|in)$/;

/** What bash alone reads, and dash takes for plain words. */
const bashOnly = /array subscript|extended glob|process substitution|as function body/;

/** The grammar's own limits, which no shell has. */
const limit = /^maximum /;

/**
 * The first cause of what the grammar could not read, in our words and at the place where a person would mend it, and here-documents that
 * are never ended. Of `sh` nothing behind syntax that dash reads otherwise: what follows is not what was read.
 */
export function shellErrors(gathered: Gathered, text: string, dialect: ShellDialect): readonly ShellError[] {
  const out: ShellError[] = [];
  const errors = gathered.errors.filter(({ message }) => dialect === 'bash' || !bashOnly.test(message));
  const first = firstOf(errors, text);
  if (first !== undefined && !errors.some(({ message }) => limit.test(message)) && !disputed(first, gathered, text, dialect)) {
    const runs = dialect === 'bash' ? first.late !== undefined || first.message === 'bad loop variable' : first.late === 'backticks';
    out.push({ ...explain(first, gathered, text), ...(runs && { severity: 'warning' }) });
  }
  if (errors.length === 0) {
    for (const { delimiter, span } of gathered.openHeredocs) {
      out.push({
        span,
        severity: 'warning',
        message: `No line is \`${delimiter}\` alone, so this here-document takes all that follows; a line \`${delimiter}\` was expected behind its text`,
      });
    }
  }
  return out;
}

/** The first error; at the text's end what is never closed rather than what is missing in it. */
function firstOf(errors: readonly RawError[], text: string): RawError | undefined {
  const first = errors.reduce<RawError | undefined>((a, b) => (a === undefined || b.at < a.at ? b : a), undefined);
  if (first === undefined || !first.message.startsWith('expected command')) return first;
  if (!first.message.startsWith('expected command in') && text.slice(first.at).trim() !== '') return first;
  return errors.find(({ message }) => / to close /.test(message)) ?? first;
}

function explain({ message, at }: RawError, { unclosed }: Gathered, text: string): ShellError {
  const error = (span: Span, words: string, related?: ShellError['related']): ShellError => ({
    span,
    message: words,
    severity: 'error',
    ...(related && { related }),
  });
  const unterminated = /^unterminated (.+)$/.exec(message)?.[1];
  if (unterminated !== undefined) {
    const what = unterminated === 'command substitution' && text.startsWith('$((', at) ? 'arithmetic expansion' : unterminated;
    return error(opening(text, at, what), `${never(what)}`);
  }
  if (message === 'bad loop variable') return error(wordAt(text, at), '`for` wants the name of a variable here: letters, digits and `_`');
  if (message === 'extended glob') return error(wordAt(text, at), 'bash reads such a pattern only after a line `shopt -s extglob`');
  const close = /^expected '(\S+)' to close (?:'(\S+)'|(.+))$/.exec(message);
  if (close !== null) {
    const opener = innermost(unclosed, close[1] as string, at);
    const stray = wordAt(text, at);
    const word = opener?.word === 'function' ? '{' : (opener?.word ?? close[2] ?? close[3] ?? '');
    const from = opener === undefined ? wordAt(text, at) : { start: opener.at, end: opener.at + opener.word.length };
    const found = text.slice(stray.start, stray.end).trim();
    if (found === close[1]) {
      return error(stray, `\`${found}\` closes only where a command could begin: \`;\` or a new line was expected before it`);
    }
    if (found === '' || !closing.test(found) || opener === undefined) {
      return error(from, `\`${word}\` is never closed: \`${close[1]}\` was expected`);
    }
    return error(stray, `\`${found}\` stands where \`${close[1]}\` was expected, which closes \`${word}\``, {
      span: from,
      message: `\`${word}\` is here`,
    });
  }
  const token = /^unexpected token '([\s\S]*)'$/.exec(message)?.[1];
  if (token !== undefined) {
    const span = wordAt(text, at);
    if (token === 'newline') return error(span, 'The line ends where a word was expected');
    const open = closers[innermost(unclosed, undefined, at)?.word ?? ''];
    if (closing.test(token) && open !== undefined && open !== token) {
      const opener = innermost(unclosed, open, at) as Unclosed;
      return error(
        { start: span.start, end: span.start + token.length },
        `\`${token}\` stands where \`${open}\` was expected, which closes \`${opener.word}\``,
        {
          span: { start: opener.at, end: opener.at + opener.word.length },
          message: `\`${opener.word}\` is here`,
        },
      );
    }
    if (closing.test(token))
      return error({ start: span.start, end: span.start + token.length }, `\`${token}\` closes nothing that was opened`);
    return error({ start: span.start, end: Math.max(span.start + token.length, span.end) }, `\`${token}\` cannot stand here`);
  }
  if (message === 'expected redirect target') {
    const line = lineOf(text, at);
    const placeholder = /<([A-Za-z][\w .:/-]*)>/.exec(line.text);
    if (placeholder !== null) {
      const start = line.start + placeholder.index;
      return error(
        { start, end: start + placeholder[0].length },
        `\`${placeholder[0]}\` is read as two redirections, and no file name follows the second; if it is a place to fill in, make it an input and write \`$NAME\``,
      );
    }
    return error(before(text, at), 'No file name follows this redirection; one was expected');
  }
  const expected = /^expected command (after|in) (.+)$/.exec(message);
  if (expected !== null) {
    const after = (expected[2] as string).replace(/^'(.*)'$/, '`$1`');
    return error(wordAt(text, at), `A command was expected ${expected[1]} ${after}, and there is none`);
  }
  return error(wordAt(text, at), `The shell cannot read this: ${message.replace(/'([^']*)'/g, '`$1`')}`);
}

function never(what: string): string {
  const words: Readonly<Record<string, string>> = {
    'single quote': "This quote is never closed: `'` was expected",
    'double quote': 'This quote is never closed: `"` was expected',
    'ANSI-C quote': "This quote is never closed: `'` was expected",
    'command substitution': 'This substitution is never closed: `)` was expected',
    'process substitution': 'This substitution is never closed: `)` was expected',
    'arithmetic expansion': 'This sum is never closed: `))` was expected',
    'arithmetic command': 'This sum is never closed: `))` was expected',
    'parameter expansion': 'This expansion is never closed: `}` was expected',
    'extended glob': 'This list is never closed: `)` was expected',
    'array subscript': 'This subscript is never closed: `]` was expected',
    backtick: 'This substitution is never closed: a backtick was expected',
  };
  return words[what] ?? `This is never closed: ${what}`;
}

function opening(text: string, at: number, what: string): Span {
  const length = what.endsWith('quote') || what === 'backtick' ? (text.charAt(at) === '$' ? 2 : 1) : what.startsWith('arithmetic') ? 3 : 2;
  return clip({ start: at, end: at + length }, text);
}

/** The innermost thing left open before `at` that `closer` closes; of any closer where that is undefined. */
function innermost(unclosed: readonly Unclosed[], closer: string | undefined, at: number): Unclosed | undefined {
  return unclosed.reduce<Unclosed | undefined>((best, candidate) => {
    if (candidate.at > at || candidate.word === 'function') return best;
    if (closer !== undefined && closers[candidate.word] !== closer) return best;
    return best === undefined || candidate.at >= best.at ? candidate : best;
  }, undefined);
}

/** The word or sign at `at`; at the text's end the last character that is no blank. */
function wordAt(text: string, at: number): Span {
  const match = /^[^\s;&|()<>]+|^[;&|()<>]+/.exec(text.slice(at, at + 200));
  if (match !== null) return { start: at, end: at + match[0].length };
  return before(text, at);
}

/** The last character before `at` that is no blank. */
function before(text: string, at: number): Span {
  let end = Math.min(at, text.length);
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  return { start: Math.max(0, end - 1), end };
}

function lineOf(text: string, at: number): { readonly start: number; readonly text: string } {
  const start = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  const end = text.indexOf('\n', start);
  return { start, text: text.slice(start, end < 0 ? text.length : end).slice(0, 2000) };
}

function clip({ start, end }: Span, text: string): Span {
  return { start: Math.min(start, text.length), end: Math.min(end, text.length) };
}
