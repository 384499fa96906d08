import safe from 'safe-regex2';

/** A runbook that may be meant by a line of a log. */
export interface Meant {
  /** Sources of regular expressions. */
  readonly symptoms: readonly { readonly match: string }[];
  /** Names of its inputs: what a group of that name matched is a value for it. */
  readonly inputs: readonly string[];
}

/** One symptom that a line has. */
export interface SymptomMatch<T extends Meant> {
  readonly runbook: T;
  readonly match: string;
  /** Values for inputs. */
  readonly values: Readonly<Record<string, string>>;
}

/** A line that has symptoms; offsets count in the text that was searched. */
export interface MatchedLine<T extends Meant> {
  readonly start: number;
  readonly end: number;
  readonly matches: readonly SymptomMatch<T>[];
}

/** Looks for lines that call for a runbook. */
export interface SymptomMatcher<T extends Meant> {
  /** The symptoms of one line, without its end. */
  line(line: string): readonly SymptomMatch<T>[];
  /** The lines of a text that have any, in order; a line ends with LF or CRLF. */
  text(text: string): Generator<MatchedLine<T>>;
}

/** A line is looked at up to here: what a log says of itself stands at its beginning. */
const LINE_LIMIT = 16_384;

/** Whether a symptom's pattern ends in a time that is bounded by the line's length on any line: it holds no repetition of a repetition. */
export function endsInTime(pattern: string): boolean {
  try {
    return safe(new RegExp(pattern));
  } catch {
    return true;
  }
}

/** A matcher over the symptoms of all runbooks; patterns that do not compile, or that could take for ever, are left out. */
export function symptomMatcher<T extends Meant>(runbooks: readonly T[]): SymptomMatcher<T> {
  const all = runbooks.flatMap((runbook) =>
    runbook.symptoms.flatMap(({ match }) => {
      const pattern = endsInTime(match) ? compiled(match) : undefined;
      return pattern === undefined ? [] : [{ runbook, match, pattern }];
    }),
  );
  const line = (text: string): readonly SymptomMatch<T>[] => {
    const short = text.length > LINE_LIMIT ? text.slice(0, LINE_LIMIT) : text;
    return all.flatMap(({ runbook, match, pattern }) => {
      const found = pattern.exec(short);
      if (found === null) return [];
      const values = Object.fromEntries(
        Object.entries(found.groups ?? {}).filter(([name, value]) => value !== undefined && runbook.inputs.includes(name)),
      );
      return [{ runbook, match, values }];
    });
  };
  const any = anyOf(all.map(({ match }) => match));
  return {
    line,
    *text(text) {
      if (all.length === 0) return;
      for (let from = 0; from < text.length; ) {
        if (any !== undefined) {
          any.lastIndex = from;
          const hit = any.exec(text);
          if (hit === null) return;
          // A hit may begin at the end of the line before: this line is looked at by itself, and the search goes on behind it.
          from = text.lastIndexOf('\n', hit.index - 1) + 1;
        }
        const feed = text.indexOf('\n', from);
        const next = feed === -1 ? text.length : feed + 1;
        const end = feed === -1 ? text.length : text.charAt(feed - 1) === '\r' && feed > from ? feed - 1 : feed;
        const matches = line(text.slice(from, end));
        if (matches.length > 0) yield { start: from, end, matches };
        from = next;
      }
    },
  };
}

function compiled(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}

/** One pattern that hits wherever any of them does in some line; undefined where they cannot be joined, because a group is referred to. */
function anyOf(sources: readonly string[]): RegExp | undefined {
  if (sources.some((source) => /\\[1-9]|\\k</.test(source))) return undefined;
  const joined = sources.map((source) => `(?:${source.replace(/\(\?<(?![=!])[^>]+>/g, '(?:')})`).join('|');
  try {
    return new RegExp(joined, 'gm');
  } catch {
    return undefined;
  }
}
