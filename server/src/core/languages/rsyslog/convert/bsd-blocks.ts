import type { Edit } from '../../../text/edit.ts';
import type { Span } from '../../../text/span.ts';
import type { Item, Tree } from '../syntax/tree.ts';
import { quotedInExpression } from './quoted.ts';

/** A line that begins or ends a block of BSD syslogd. */
export interface BsdBlock {
  readonly line: Span;
  /** What the rules below it are limited by, as an expression; absent where the line ends a limit and none is left. */
  readonly condition?: string;
  /** What writes the block as `if`; none where that is not possible, see `reason`. */
  readonly edits: readonly Edit[];
  readonly reason?: string;
}

interface Marker {
  readonly property: 'programname' | 'hostname';
  readonly span: Span;
  /** Undefined for `*`. */
  readonly test?: string;
  readonly comment: string;
}

/** The BSD blocks at the top of a file. A program and a host hold together, each until a line of its own kind (syslog.conf(5) of the BSDs). */
export function bsdBlocks(text: string, tree: Tree): readonly BsdBlock[] {
  const { items } = tree;
  const out: BsdBlock[] = [];
  if (!items.some(({ kind }) => kind === 'bsd-tag' || kind === 'bsd-host')) return out;
  const held: { programname?: string; hostname?: string } = {};
  const directives = tree.directives.map(({ span }) => span);
  const rulesets = tree.directives.some(({ name }) => name === 'ruleset');
  let nextDirective = 0;
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as Item;
    if (item.kind !== 'bsd-tag' && item.kind !== 'bsd-host') continue;
    const marker = readMarker(item);
    delete held[marker.property];
    if (marker.test !== undefined) held[marker.property] = marker.test;
    const tests = [held.hostname, held.programname].filter((one) => one !== undefined);
    const line = item.span;
    if (tests.length === 0) {
      out.push({ line, edits: [away(text, marker)] });
      continue;
    }
    const condition = tests.join(' and ');
    const block: Item[] = [];
    for (let next = items[i + 1]; next !== undefined && next.kind !== 'bsd-tag' && next.kind !== 'bsd-host'; next = items[++i + 1])
      block.push(next);
    const end = items[i + 1]?.span.start ?? text.length;
    const includes = tree.directives.some(
      ({ name, span }) => name.startsWith('includeconfig') && span.start >= line.end && span.start < end,
    );
    if (rulesets || includes || block.some((one) => one.kind === 'object' && one.word === 'include')) {
      out.push({ line, condition, edits: [], reason: 'a ruleset or an included file stands among the blocks' });
      continue;
    }
    const edits: Edit[] = [];
    let first = true;
    let run: Span | undefined;
    const close = (): void => {
      if (run === undefined) return;
      const head = `if ${condition} then {`;
      const end = lineEnd(text, run.end);
      if (first) edits.push({ span: line, text: head + (marker.comment && ` ${marker.comment}`) });
      else edits.push({ span: { start: run.start, end: run.start }, text: `${head}\n` });
      edits.push({ span: { start: end, end }, text: '\n}' });
      first = false;
      run = undefined;
    };
    /** The line goes, unless an `if` has taken its place. */
    const drop = (): void => {
      if (first) edits.push(away(text, marker));
      first = false;
    };
    let before = line.end;
    for (const one of block) {
      while ((directives[nextDirective]?.start ?? Number.POSITIVE_INFINITY) < before) nextDirective++;
      if ((directives[nextDirective]?.start ?? Number.POSITIVE_INFINITY) < one.span.start) {
        close();
        drop();
      }
      before = one.span.end;
      if (one.kind === 'object' && one.word !== 'action') {
        close();
        drop();
        continue;
      }
      run = { start: run?.start ?? one.span.start, end: one.span.end };
    }
    close();
    drop();
    out.push({ line, condition, edits });
  }
  return out;
}

function readMarker(item: Item & { readonly kind: 'bsd-tag' | 'bsd-host' }): Marker {
  const written = item.text.trim();
  const comment = /#.*$/.exec(written)?.[0] ?? '';
  const name = written.slice(1).replace(/#.*$/, '').trim();
  const negated = name.startsWith('-') || written.startsWith('-');
  const names = name
    .replace(/^[-+]/, '')
    .split(/[\s,]+/)
    .filter((one) => one !== '');
  const property = item.kind === 'bsd-tag' ? 'programname' : 'hostname';
  if (names.length === 0 || names[0] === '*') return { property, span: item.span, comment };
  const values = names.map(value);
  const test = `$${property} ${negated ? '!=' : '=='} ${values.length === 1 ? values[0] : `[${values.join(', ')}]`}`;
  return { property, span: item.span, test, comment };
}

/** A name as a text; `@` is the machine's own. */
function value(name: string): string {
  return name === '@' ? '$$myhostname' : quotedInExpression(name);
}

/** Takes the line away and leaves its comment. */
function away(text: string, { span, comment }: Marker): Edit {
  const end = /\r?\n/y;
  end.lastIndex = span.end;
  return { span: { start: span.start, end: span.end + (comment === '' ? (end.exec(text)?.[0].length ?? 0) : 0) }, text: comment };
}

/** The end of the line where only a comment follows, else `at`. */
function lineEnd(text: string, at: number): number {
  const rest = /[ \t]*(?:#[^\r\n]*)?(?=\r?\n|$)/y;
  rest.lastIndex = at;
  return at + (rest.exec(text)?.[0].length ?? 0);
}
