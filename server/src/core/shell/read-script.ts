import type {
  ArithmeticExpression,
  ArithmeticWord,
  Assignment,
  CommandNode,
  CompoundList,
  HereDoc,
  ParsedScript,
  PipelineNode,
  Redirection,
  Command as RawCommand,
  Statement,
  TestExpression,
  Word,
  WordPart as RawPart,
} from 'unbash';
import type { Span } from '../text/span.ts';
import { namedVariables } from './named-variables.ts';
import type {
  Bashism,
  ShellAssignment,
  ShellBlock,
  ShellCommand,
  ShellFunction,
  ShellPlace,
  ShellRedirect,
  ShellVariable,
  ShellWord,
  WordPart,
} from './tree.ts';

/** Inside of what bash reads only when it comes to it: the innermost of these; undefined outside of both. */
export type Late = 'backticks' | 'here-document' | undefined;

/** What the grammar said was wrong, in its own words. */
export interface RawError {
  readonly message: string;
  readonly at: number;
  readonly late: Late;
}

/** Something that begins and is never closed: its keyword, and where that stands. */
export interface Unclosed {
  readonly word: string;
  readonly at: number;
}

/** All that one walk over the grammar's tree gathers. */
export interface Gathered {
  readonly errors: RawError[];
  readonly unclosed: Unclosed[];
  readonly openHeredocs: { readonly delimiter: string; readonly span: Span }[];
  readonly commands: ShellCommand[];
  readonly variables: ShellVariable[];
  readonly functions: ShellFunction[];
  readonly blocks: ShellBlock[];
  readonly bashisms: Bashism[];
  /** Where `$((` and `<((` turned out to begin a subshell: two readings, and shells choose differently. */
  readonly ambiguous: number[];
  dynamic: boolean;
}

interface Context extends ShellPlace {
  readonly late: Late;
  /** A pattern is read, not a word of a command. */
  readonly pattern: boolean;
  /** The text is one that was made from ours: offsets lead nowhere. */
  readonly decoded: boolean;
  /** From the grammar's offsets to the text's: backticks with escapes are read from another text. */
  readonly place: (start: number, end: number) => Span;
}

const name = /^[A-Za-z_][A-Za-z0-9_]*/;
const identifiers = /(?<![\w$#])[A-Za-z_]\w*/g;

/** Walks the tree of the grammar once and gathers what rules need, in the order in which the shell comes to it. */
export function readScript(script: ParsedScript, text: string): Gathered {
  const reader = new Reader(text);
  const place = (start: number, end: number): Span => ({
    start: Math.min(start, text.length),
    end: Math.max(Math.min(start, text.length), Math.min(end, text.length)),
  });
  reader.script(script, {
    fed: false,
    caught: false,
    subshell: false,
    inFunction: undefined,
    conditional: false,
    background: false,
    late: undefined,
    pattern: false,
    decoded: false,
    place,
  });
  return reader.out;
}

class Reader {
  readonly out: Gathered = {
    errors: [],
    unclosed: [],
    openHeredocs: [],
    commands: [],
    variables: [],
    functions: [],
    blocks: [],
    bashisms: [],
    ambiguous: [],
    dynamic: false,
  };
  readonly #text: string;
  /** `set -a` was said. */
  #exportsAll = false;
  /** `shopt -s extglob` stands somewhere, or may. */
  readonly #extglob: boolean;

  constructor(text: string) {
    this.#text = text;
    this.#extglob = text.includes('extglob');
  }

  script(script: ParsedScript | undefined, context: Context): void {
    if (script === undefined) return;
    // Decoded text has offsets of its own, which lead nowhere in ours: the whole substitution stands for each.
    for (const { message, pos } of script.errors ?? []) this.#error(message, pos, context);
    this.#statements(script.commands, context);
  }

  #error(message: string, at: number, context: Context): void {
    this.out.errors.push({ message, at: context.place(at, at).start, late: context.late });
  }

  #statements(statements: readonly Statement[], context: Context): void {
    for (const { command, background } of statements) {
      this.#pipelineOrMore(command, background === true ? { ...context, background: true, subshell: true } : context);
    }
  }

  #list(list: CompoundList | undefined, context: Context): void {
    if (list !== undefined) this.#statements(list.commands, context);
  }

  #pipelineOrMore(node: Statement['command'], context: Context): void {
    if (node.type !== 'AndOr') {
      this.#pipeline(node, context);
      return;
    }
    for (const [index, command] of node.commands.entries()) {
      this.#pipeline(command, index === 0 ? context : { ...context, conditional: true });
    }
  }

  #pipeline(node: PipelineNode, context: Context): void {
    if (node.type !== 'Pipeline') {
      this.#command(node, context);
      return;
    }
    const last = node.commands.length - 1;
    for (const [index, operator] of node.operators.entries()) {
      const before = node.commands[index];
      const after = node.commands[index + 1];
      if (operator === '|&' && before !== undefined && after !== undefined) {
        this.#bashism(context.place(before.end, after.pos), '`|&`', 'refused');
      }
    }
    for (const [index, command] of node.commands.entries()) {
      const piped = last === 0 ? context : { ...context, subshell: true };
      this.#command(command, { ...piped, fed: context.fed || index > 0, caught: context.caught || index < last });
    }
  }

  #command(node: CommandNode, context: Context): void {
    switch (node.type) {
      case 'Command':
        this.#simple(node, context);
        return;
      case 'Redirected': {
        const redirects = node.redirects.map((redirect) => this.#redirect(redirect, context));
        this.#command(node.command, { ...context, ...streams(redirects, context) });
        return;
      }
      case 'If': {
        this.#block('if', node, context);
        this.#list(node.clause, context);
        const branch = { ...context, conditional: true };
        this.#list(node.then, branch);
        for (const { clause, then } of node.elif) {
          this.#list(clause, branch);
          this.#list(then, branch);
        }
        this.#list(node.else, branch);
        return;
      }
      case 'While': {
        this.#block(node.kind, node, context);
        this.#list(node.clause, context);
        this.#list(node.body, { ...context, conditional: true });
        return;
      }
      case 'For':
      case 'Select': {
        const select = node.type === 'Select';
        this.#block(select ? 'select' : 'for', node, context);
        if (select) this.#bashism(context.place(node.pos, node.pos + 6), '`select`', 'refused');
        for (const word of node.wordlist ?? []) this.#word(word, context);
        const loop = node.name;
        if (loop.value !== '' && name.exec(loop.value)?.[0] !== loop.value) this.#error('bad loop variable', loop.pos, context);
        this.#variable(loop.value, context.place(loop.pos, loop.end), 'assign', context);
        this.#list(node.body, { ...context, conditional: true });
        return;
      }
      case 'ArithmeticFor':
        this.#block('for', node, context);
        this.#bashism(context.place(node.pos, node.pos + 3), '`for ((…))`', 'refused');
        for (const part of [node.initialize, node.test, node.update]) this.#arithmetic(part, context);
        this.#list(node.body, { ...context, conditional: true });
        return;
      case 'Case':
        this.#block('case', node, context);
        this.#word(node.word, context);
        for (const { pattern, body, terminator, end } of node.items) {
          for (const word of pattern) this.#word(word, context);
          this.#list(body, { ...context, conditional: true });
          if (terminator === ';&' || terminator === ';;&') {
            this.#bashism(context.place(end - terminator.length, end), `\`${terminator}\``, 'refused');
          }
        }
        return;
      case 'Function': {
        const nameSpan = context.place(node.name.pos, node.name.end);
        const extent = context.place(node.pos, Math.max(node.end, node.name.end));
        if (node.name.pos > node.pos) this.#bashism(context.place(node.pos, node.pos + 8), 'the keyword `function`', 'refused');
        this.out.functions.push({ name: node.name.value, nameSpan, span: extent });
        this.#block('function', node, context);
        const inside = { ...context, inFunction: node.name.value, conditional: true };
        if (node.body.type === 'CompoundList') {
          this.#list(node.body, inside);
          return;
        }
        this.#command(node.body, inside);
        return;
      }
      case 'Subshell':
        this.#block('subshell', node, context);
        this.#list(node.body, { ...context, subshell: true });
        return;
      case 'BraceGroup':
        this.#block('group', node, context);
        this.#list(node.body, context);
        return;
      case 'Coproc': {
        this.#bashism(context.place(node.pos, node.pos + 6), '`coproc`', 'otherwise');
        if (node.name !== undefined) this.#variable(node.name.value, context.place(node.name.pos, node.name.end), 'assign', context);
        const aside = { ...context, subshell: true, background: true, fed: true, caught: true };
        if (node.body.type === 'CompoundList') {
          this.#list(node.body, aside);
          return;
        }
        this.#command(node.body, aside);
        return;
      }
      case 'TestCommand':
        this.#bashism(context.place(node.pos, node.pos + 2), '`[[`', 'otherwise');
        if (node.end <= node.pos) this.out.unclosed.push({ word: '[[', at: context.place(node.pos, node.pos).start });
        this.#test(node.expression, context);
        return;
      case 'ArithmeticCommand':
        this.#bashism(context.place(node.pos, node.pos + 2), '`((`', 'otherwise');
        this.#arithmetic(node.expression, context);
        return;
    }
  }

  #simple(node: RawCommand, context: Context): void {
    const alone = node.name === undefined;
    const redirects: ShellRedirect[] = [];
    const assignments: ShellAssignment[] = [];
    const words: ShellWord[] = [];
    for (const part of node.prefix) {
      if (part.type === 'Assignment') assignments.push(this.#assignment(part, context, alone ? 'stays' : 'passing'));
      else redirects.push(this.#redirect(part, context));
    }
    if (node.name !== undefined) {
      words.push(this.#word(node.name, context));
      // The grammar passes over a bracket that begins no function.
      const bracket = context.decoded ? null : /^[ \t]*\(/.exec(this.#text.slice(node.name.end, node.name.end + 100));
      if (bracket !== null) this.#error("unexpected token '('", node.name.end + bracket[0].length - 1, context);
    }
    const raw: Assignment[] = [];
    for (const part of node.suffix) {
      if (part.type === 'Word') words.push(this.#word(part, context));
      else if (part.type === 'Assignment') {
        raw.push(part);
        words.push(this.#assigningWord(part, context));
      } else redirects.push(this.#redirect(part, context));
    }
    const extent = context.place(node.pos, node.end);
    const value = words[0]?.value;
    this.#builtin(value, words, raw, context);
    const { fed, caught } = streams(redirects, context);
    const { subshell, inFunction, conditional, background } = context;
    const place: ShellPlace = { fed, caught, subshell, inFunction, conditional, background };
    this.out.commands.push({ ...place, span: extent, name: value, words, assignments, redirects });
  }

  /** What the command says about variables by their names. */
  #builtin(command: string | undefined, words: readonly ShellWord[], raw: readonly Assignment[], context: Context): void {
    if (command === undefined) return;
    if (command === '.' || command === 'source' || command === 'eval') this.out.dynamic = true;
    if (command === 'source') this.#bashism(words[0]?.span, '`source`', 'otherwise');
    const { mentions, exportsAll } = namedVariables(command, words, raw);
    if (exportsAll !== undefined) this.#exportsAll = exportsAll;
    for (const { name: variable, span, kind, exported, guarded, passing } of mentions) {
      this.#variable(variable, span, kind, context, { exported, guarded, passing });
    }
  }

  #assignment(node: Assignment, context: Context, lasting: 'stays' | 'passing'): ShellAssignment {
    const value = this.#assigned(node, context);
    const nameSpan = context.place(node.pos, node.pos + node.name.length);
    if (node.append === true) this.#variable(node.name, nameSpan, 'use', context, { guarded: true });
    this.#variable(node.name, nameSpan, 'assign', context, { passing: lasting === 'passing' });
    return { span: context.place(node.pos, node.end), name: node.name, nameSpan, value };
  }

  #assigned(node: Assignment, context: Context): ShellWord | undefined {
    if (node.index !== undefined) this.#word(node.index, context);
    const at = context.place(node.pos, node.pos + node.name.length);
    if (node.index !== undefined) this.#bashism(at, 'an array', 'refused');
    if (node.value.type === 'ArrayValue') {
      this.#bashism(at, 'an array', 'refused');
      for (const element of node.value.elements) this.#word(element, context);
      return undefined;
    }
    if (node.append === true) this.#bashism(at, '`+=`', 'otherwise');
    this.#word(node.value, context);
    return;
  }

  /** `export a=b`: the assignment as one word of the command. */
  #assigningWord(node: Assignment, context: Context): ShellWord {
    const value = this.#assigned(node, context);
    const span = context.place(node.pos, node.end);
    const until = node.text.indexOf('=') + 1;
    const head = node.text.slice(0, until);
    const known = value?.value;
    return {
      span,
      text: node.text,
      value: known === undefined ? undefined : head + known,
      parts: [{ kind: 'text', span: context.place(node.pos, node.pos + until), value: head, quoted: false }, ...(value?.parts ?? [])],
    };
  }

  #redirect(node: Redirection, context: Context): ShellRedirect {
    const span = context.place(node.pos, node.end);
    const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined;
    if (node.descriptor?.type === 'FileDescriptorVariable') {
      this.#bashism(context.place(node.descriptor.pos, node.descriptor.end), '`{name}` before a redirection', 'otherwise');
      this.#variable(node.descriptor.name, context.place(node.descriptor.pos, node.descriptor.end), 'assign', context);
    }
    if (node.type === 'HereDoc') {
      this.#heredoc(node, context);
      return { span, operator: node.operator, descriptor, target: undefined };
    }
    if (node.type === 'HereString') this.#bashism(span, 'a here-string `<<<`', 'refused');
    else if (node.operator === '&>' || node.operator === '&>>') {
      this.#bashism(context.place(node.pos, node.pos + node.operator.length), `\`${node.operator}\``, 'otherwise');
    }
    const target = node.target === undefined ? undefined : this.#word(node.target, context);
    return { span, operator: node.operator, descriptor, target };
  }

  #heredoc(node: HereDoc, context: Context): void {
    for (const part of node.body.parts ?? []) this.#part(part, true, { ...context, late: 'here-document' });
    if (node.closing !== undefined) {
      this.out.blocks.push({ kind: 'heredoc', span: context.place(node.pos, node.closing.end) });
    } else if (node.delimiter !== undefined) {
      this.out.openHeredocs.push({ delimiter: node.delimiter.value, span: context.place(node.delimiter.pos, node.delimiter.end) });
    }
  }

  #word(word: Word, context: Context): ShellWord {
    const span = context.place(word.pos, word.end);
    const { text } = word;
    const raw = word.parts;
    if (raw === undefined) {
      const parts: WordPart[] = [{ kind: 'text', span, value: word.value, quoted: text !== word.value }];
      return { span, text, value: word.value, parts };
    }
    const parts = raw.flatMap((part) => this.#part(part, false, context));
    const known = parts.every((part) => part.kind === 'text');
    return { span, text, value: known ? word.value : undefined, parts };
  }

  #part(part: RawPart, quoted: boolean, context: Context): WordPart[] {
    const span = context.place(part.pos, part.end);
    switch (part.type) {
      case 'Literal':
        return [{ kind: 'text', span, value: part.value, quoted }];
      case 'SingleQuoted':
        return [{ kind: 'text', span, value: part.value, quoted: true }];
      case 'AnsiCQuoted':
        this.#bashism(span, "`$'…'`", 'otherwise');
        return [{ kind: 'text', span, value: part.value, quoted: true }];
      case 'LocaleString':
        this.#bashism(span, '`$"…"`', 'otherwise');
        return part.parts.flatMap((child) => this.#part(child, true, context));
      case 'DoubleQuoted':
        return part.parts.flatMap((child) => this.#part(child, true, context));
      case 'Glob':
        for (const child of part.parts ?? []) this.#part(child, quoted, context);
        return [{ kind: 'glob', span, value: part.text }];
      case 'SimpleExpansion': {
        const variable = part.text.slice(1);
        if (name.test(variable)) this.#variable(variable, span, 'use', context);
        return [{ kind: 'variable', span, name: variable, quoted, operator: '' }];
      }
      case 'ParameterExpansion':
        return [this.#parameter(part, span, quoted, context)];
      case 'CommandExpansion':
        // `$(<file)` and `${ cmd; }` come as substitutions too.
        this.script(part.script, this.#inside(part, context));
        if (part.text.startsWith('${')) {
          this.#bashism(context.place(part.pos, part.pos + 2), '`${ …; }`', 'refused');
          if (!part.text.endsWith('}')) this.#error('unterminated parameter expansion', part.pos, context);
        }
        return [{ kind: 'unknown', span, quoted }];
      case 'ProcessSubstitution':
        this.#bashism(context.place(part.pos, part.pos + 2), `\`${part.operator}(…)\``, 'refused');
        this.script(part.script, { ...this.#inside(part, context), caught: part.operator === '<', fed: part.operator === '>' });
        return [{ kind: 'unknown', span, quoted }];
      case 'ArithmeticExpansion':
        this.#arithmetic(part.expression, context);
        return [{ kind: 'unknown', span, quoted }];
      case 'ExtendedGlob':
      case 'BraceExpansion':
        if (part.type === 'ExtendedGlob') {
          this.#bashism(span, `\`${part.operator}(…)\``, 'refused');
          // In a word bash knows these only after `shopt -s extglob`; in `[[` and behind `${x%` always.
          if (!context.pattern && !this.#extglob) this.#error('extended glob', part.pos, context);
        }
        for (const child of part.parts ?? []) this.#part(child, quoted, context);
        return [{ kind: 'glob', span, value: part.text }];
    }
  }

  /** The context of a substitution's own commands. */
  #inside(part: Extract<RawPart, { type: 'CommandExpansion' | 'ProcessSubstitution' }>, context: Context): Context {
    const whole = context.place(part.pos, part.end);
    if (/^[$<>]\(\(/.test(part.text)) this.out.ambiguous.push(whole.start);
    const decoded = part.script?.source !== undefined;
    const place = decoded ? () => whole : context.place;
    const late = part.text.startsWith('`') ? 'backticks' : context.late;
    return {
      ...context,
      late,
      pattern: false,
      decoded: context.decoded || decoded,
      place,
      caught: true,
      subshell: true,
      conditional: context.conditional,
    };
  }

  #parameter(part: Extract<RawPart, { type: 'ParameterExpansion' }>, span: Span, quoted: boolean, context: Context): WordPart {
    const { operation } = part;
    const nameSpan = context.place(part.parameterPos, part.parameterEnd);
    const operator = operation === undefined || !('operator' in operation) ? (part.prefix ?? '') : operation.operator;
    const isDefault = operation?.type === 'Default';
    if (part.prefix === '!') this.#bashism(span, '`${!name}`', 'refused');
    else if (part.index !== undefined) this.#bashism(span, 'an array', 'refused');
    else if (operation !== undefined && !isDefault && operation.type !== 'Remove') {
      this.#bashism(span, `\`${'$'}{name${operator}…}\``, 'refused');
    }
    if (operation?.type === 'Names') return { kind: 'unknown', span, quoted };
    const known = name.test(part.parameter);
    if (known) this.#variable(part.parameter, nameSpan, 'use', context, { guarded: isDefault });
    if (part.index !== undefined) this.#word(part.index, context);
    if (operation !== undefined) {
      for (const key of ['operand', 'pattern', 'replacement', 'offset', 'length'] as const) {
        const word: unknown = (operation as Partial<Record<typeof key, Word>>)[key];
        if (word !== undefined) this.#word(word as Word, { ...context, pattern: true });
      }
      if (known && isDefault && (operation.operator === '=' || operation.operator === ':=')) {
        this.#variable(part.parameter, nameSpan, 'assign', context);
      }
    }
    return { kind: 'variable', span, name: part.parameter, quoted, operator };
  }

  /** A sum of a hundred thousand terms is as deep as it is long: so no recursion. */
  #arithmetic(root: ArithmeticExpression | undefined, context: Context): void {
    const waiting = root === undefined ? [] : [root];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      switch (node.type) {
        case 'ArithmeticBinary': {
          const assigns = /^([-+*/%&^|]|<<|>>)?=$/.test(node.operator);
          if (!assigns || !this.#counted(node.left, node.operator !== '=', context)) waiting.push(node.left);
          waiting.push(node.right);
          break;
        }
        case 'ArithmeticUnary': {
          const counts = node.operator === '++' || node.operator === '--';
          if (!counts || !this.#counted(node.operand, true, context)) waiting.push(node.operand);
          break;
        }
        case 'ArithmeticTernary':
          waiting.push(node.alternate, node.consequent, node.test);
          break;
        case 'ArithmeticGroup':
          waiting.push(node.expression);
          break;
        case 'ArithmeticCommandExpansion':
          this.script(node.script, { ...context, caught: true, subshell: true });
          break;
        case 'ArithmeticWord':
          this.#term(node, context);
      }
    }
  }

  /** A name in a sum; an unset one counts as 0. */
  #term(node: ArithmeticWord, context: Context): void {
    if (node.parts !== undefined) {
      for (const part of node.parts) this.#part(part, true, context);
      return;
    }
    for (const match of node.value.matchAll(identifiers)) {
      const at = node.pos + match.index;
      this.#variable(match[0], context.place(at, at + match[0].length), 'use', context, { guarded: true });
    }
  }

  /** Notes the name that a sum assigns to, and `used` if it is read first; false where what is assigned to is more than a name. */
  #counted(node: ArithmeticExpression, used: boolean, context: Context): boolean {
    if (node.type !== 'ArithmeticWord' || name.exec(node.value)?.[0] !== node.value) return false;
    const at = context.place(node.pos, node.end);
    if (used) this.#variable(node.value, at, 'use', context, { guarded: true });
    this.#variable(node.value, at, 'assign', context);
    return true;
  }

  #test(node: TestExpression | undefined, context: Context): void {
    if (node === undefined) return;
    switch (node.type) {
      case 'TestUnary': {
        const word = this.#word(node.operand, context);
        if (node.operator === '-v' && word.value !== undefined) {
          this.#variable(word.value, word.span, 'use', context, { guarded: true });
        }
        return;
      }
      case 'TestBinary':
        this.#word(node.left, context);
        this.#word(node.right, { ...context, pattern: true });
        return;
      case 'TestLogical':
        for (const operand of node.operands) this.#test(operand, context);
        return;
      case 'TestNot':
        this.#test(node.operand, context);
        return;
      case 'TestGroup':
        this.#test(node.expression, context);
        return;
    }
  }

  #variable(
    variable: string,
    span: Span,
    kind: ShellVariable['kind'],
    context: Context,
    more: { readonly exported?: boolean; readonly guarded?: boolean; readonly passing?: boolean } = {},
  ): void {
    this.out.variables.push({
      name: variable,
      span,
      kind,
      exported: more.exported ?? (kind === 'assign' && this.#exportsAll),
      guarded: more.guarded === true,
      passing: more.passing === true || (kind === 'assign' && context.subshell),
    });
  }

  #block(kind: ShellBlock['kind'], node: { readonly pos: number; readonly end: number }, context: Context): void {
    if (node.end > node.pos) {
      if (kind !== 'group') this.out.blocks.push({ kind, span: context.place(node.pos, node.end) });
      return;
    }
    const word = kind === 'subshell' ? '(' : kind === 'group' ? '{' : kind;
    this.out.unclosed.push({ word, at: context.place(node.pos, node.pos).start });
  }

  #bashism(span: Span | undefined, what: string, dash: Bashism['dash']): void {
    if (span === undefined) return;
    const written = this.#text.slice(span.start, span.end);
    // A place inside of decoded text is the whole substitution.
    this.out.bashisms.push({ span: written === '' ? { start: span.start, end: span.start } : span, what, dash });
  }
}

/** What redirections do to the streams of a command in `context`. */
function streams(redirects: readonly ShellRedirect[], context: ShellPlace): { readonly fed: boolean; readonly caught: boolean } {
  let { fed, caught } = context;
  for (const { operator, descriptor } of redirects) {
    if (operator.startsWith('<') && operator !== '<>' && (descriptor ?? 0) === 0) fed = true;
    if (operator.startsWith('&>') || (operator.startsWith('>') && (descriptor ?? 1) === 1)) {
      // `>&2` is printed all the same.
      caught = operator !== '>&' ? true : caught;
    }
  }
  return { fed, caught };
}
