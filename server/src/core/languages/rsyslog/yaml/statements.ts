import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Span } from '../../../text/span.ts';
import type { Block, Expression, Item, SetNode, VariableExpression } from '../syntax/tree.ts';
import { type Entry, entriesOf, fragment, objectNode, parameter, type Reader, refuse, scalar, spanOf, stringOf } from './reader.ts';
import type { ScalarText } from './scalar-text.ts';
import { statementKeys } from './sections.ts';

/** Deeper than anybody nests; what lies deeper is passed over, so that no text can exhaust the stack. */
const deepest = 100;

/** The statements of a sequence, as `build_stmts_rs` (runtime/yamlconf.c) reads them. */
export function readStatements(reader: Reader, node: Node | null, around: Span, depth = 0): readonly Item[] {
  if (!isSeq(node)) {
    refuse(reader, around, 'A list of statements was expected here: lines that begin with `- `');
    return [];
  }
  if (depth > deepest) return [];
  const out: Item[] = [];
  for (const item of node.items as (Node | null)[]) {
    const span = spanOf(reader, item, around);
    if (!isMap(item)) {
      refuse(reader, span, 'A statement must be a mapping, like `- stop: true` or `- type: omfile`: rsyslogd reads the file no further');
      continue;
    }
    const statement = readStatement(reader, entriesOf(reader, item, span), span, depth);
    if (statement !== undefined) out.push(statement);
  }
  return out;
}

/** The actions of a sequence (`parse_actions_sequence`). */
export function readActions(reader: Reader, node: Node | null, around: Span): readonly Item[] {
  if (!isSeq(node)) {
    refuse(reader, around, '`actions` must be a list: lines that begin with `- type: `');
    return [];
  }
  return (node.items as (Node | null)[]).flatMap((item) => {
    const span = spanOf(reader, item, around);
    if (isMap(item)) return [readAction(reader, entriesOf(reader, item, span), span, span)];
    refuse(reader, span, 'An action must be a mapping, like `- type: omfile`: rsyslogd reads the file no further');
    return [];
  });
}

function readAction(reader: Reader, entries: readonly Entry[], span: Span, fallback: Span): Item {
  const named = entries.find(({ key }) => key.toLowerCase() === 'type') ?? entries[0];
  return objectNode(
    'action',
    named?.keySpan ?? fallback,
    span,
    entries.map((entry) => parameter(reader, entry)),
  );
}

function readStatement(reader: Reader, entries: readonly Entry[], span: Span, depth: number): Item | undefined {
  const last = new Map(entries.map((entry) => [entry.key, entry]));
  const known = new Set<string>([...statementKeys, 'then', 'else', 'action']);
  const own = (key: string): Entry | undefined => last.get(key);
  const on = (key: 'stop' | 'continue'): boolean => {
    const entry = own(key);
    if (entry === undefined) return false;
    const said = text(reader, entry, `\`${key}\` takes \`true\` or \`false\``);
    return said === undefined || !/^(?:false|no|off|0)$/i.test(said.text);
  };
  const stop = on('stop');
  const go = on('continue');
  const kind = statementKeys.find((key) => (key === 'stop' ? stop : key === 'continue' ? go : own(key) !== undefined));
  const flat = entries.filter(({ key }) => !known.has(key) || key === 'type');
  if (kind === undefined && flat.length > 0) return readAction(reader, flat, span, span);
  if (kind === undefined) {
    refuse(reader, span, `This is no statement: one of ${statementKeys.map((key) => `\`${key}\``).join(', ')} was expected`);
    return undefined;
  }
  const main = own(kind) as Entry;
  const used = new Set<string>(kind === 'if' ? ['if', 'then', 'else', 'action'] : [kind]);
  if (kind === 'type') for (const { key } of flat) used.add(key);
  for (const { key, keySpan } of entries) {
    if (used.has(key) || (key === 'stop' && !stop) || (key === 'continue' && !go)) continue;
    ignored(reader, keySpan, `\`${key}\` is ignored: beside \`${kind}\` rsyslogd does not look at it`);
  }
  switch (kind) {
    case 'if':
      return readIf(reader, main, own, span, depth);
    case 'stop':
    case 'continue':
      return { kind, span: main.keySpan };
    case 'type':
      return readAction(reader, flat, span, span);
    case 'call': {
      const name = text(reader, main, '`call` takes the name of a ruleset');
      return name === undefined ? undefined : placed(fragment(reader, 'call ', name, '\n')[0], span, main.keySpan);
    }
    case 'call_indirect': {
      const value = text(reader, main, '`call_indirect` takes an expression');
      return value === undefined ? undefined : placed(fragment(reader, 'call_indirect ', value, ';\n')[0], span, main.keySpan);
    }
    case 'unset': {
      const name = text(reader, main, '`unset` takes a variable, like `$.name`');
      return name === undefined ? undefined : placed(fragment(reader, 'unset ', name, ';\n')[0], span, main.keySpan);
    }
    case 'set':
      return readSet(reader, main, span);
    case 'foreach':
      return readForeach(reader, main, span, depth);
    case 'reload_lookup_table':
      return readReload(reader, main, span);
  }
}

/** What `if`, `then`, `else` and `action` make. */
function readIf(reader: Reader, main: Entry, own: (key: string) => Entry | undefined, span: Span, depth: number): Item {
  const value = text(reader, main, '`if` takes an expression, like `\'$msg contains "x"\'`');
  const read = value === undefined ? undefined : fragment(reader, 'if (', value, ') then stop\n')[0];
  const condition: Expression = read?.kind === 'if' ? read.condition : { kind: 'missing', span: main.keySpan };
  const then = own('then');
  const action = own('action');
  const otherwise = own('else');
  if (action !== undefined && then !== undefined)
    ignored(reader, then.keySpan, '`then` is ignored: beside `action` rsyslogd does not look at it');
  let items: readonly Item[] = [];
  const branch = action ?? then;
  if (action !== undefined) {
    if (isMap(action.value)) items = [readAction(reader, entriesOf(reader, action.value, action.span), action.span, action.keySpan)];
    else refuse(reader, action.keySpan, '`action` takes a mapping: `type` and the parameters of the action');
  }
  const thenItems = then === undefined ? [] : readStatements(reader, then.value, then.keySpan, depth + 1);
  if (action === undefined) items = thenItems;
  if (branch === undefined || (items.length === 0 && isSeq(branch.value)))
    refuse(
      reader,
      (branch ?? main).keySpan,
      `Nothing stands under ${branch === undefined ? '`if`: `then` or `action` was expected' : '`then`'}`,
    );
  const block = (entry: Entry, held: readonly Item[]): Block => ({ span: entry.span, braces: true, place: entry.keySpan, items: held });
  const elseItems = otherwise === undefined ? [] : readStatements(reader, otherwise.value, otherwise.keySpan, depth + 1);
  if (otherwise !== undefined && elseItems.length === 0 && isSeq(otherwise.value))
    refuse(reader, otherwise.keySpan, 'Nothing stands under `else`');
  return {
    kind: 'if',
    span,
    wordSpan: main.keySpan,
    condition,
    then: block(branch ?? main, items),
    otherwise: otherwise === undefined ? undefined : block(otherwise, elseItems),
  };
}

function readSet(reader: Reader, main: Entry, span: Span): Item | undefined {
  const parts = subkeys(reader, main, ['var', 'expr'], 'set');
  if (parts === undefined) return undefined;
  const [name, value] = [parts.get('var'), parts.get('expr')];
  if (name === undefined || value === undefined) {
    refuse(reader, main.keySpan, '`set` needs `var` and `expr`');
    return undefined;
  }
  return placed(fragment(reader, 'set ', name, ' = ', value, ';\n')[0], span, main.keySpan);
}

function readForeach(reader: Reader, main: Entry, span: Span, depth: number): Item | undefined {
  const parts = subkeys(reader, main, ['var', 'in'], 'foreach', ['do']);
  if (parts === undefined || !isMap(main.value)) return undefined;
  const body = entriesOf(reader, main.value, main.span).findLast(({ key }) => key === 'do');
  const items = body === undefined ? [] : readStatements(reader, body.value, body.keySpan, depth + 1);
  const [name, collection] = [parts.get('var'), parts.get('in')];
  if (name === undefined || collection === undefined || body === undefined) {
    refuse(reader, main.keySpan, '`foreach` needs `var`, `in` and `do`');
    return undefined;
  }
  if (items.length === 0 && isSeq(body.value)) refuse(reader, body.keySpan, 'Nothing stands under `do`');
  const read = fragment(reader, 'foreach (', name, ' in ', collection, ') do stop\n')[0];
  const found = read?.kind === 'foreach' ? read : undefined;
  const missing: Expression = { kind: 'missing', span: collection.span };
  return {
    kind: 'foreach',
    span,
    wordSpan: main.keySpan,
    variable: found?.variable as VariableExpression | undefined,
    collection: found?.collection ?? missing,
    body: { span: body.span, braces: true, place: body.keySpan, items },
  };
}

function readReload(reader: Reader, main: Entry, span: Span): Item | undefined {
  const parts = subkeys(reader, main, ['table', 'stub_value'], 'reload_lookup_table');
  if (parts === undefined) return undefined;
  const table = parts.get('table');
  if (table === undefined) {
    refuse(reader, main.keySpan, '`reload_lookup_table` needs `table`');
    return undefined;
  }
  const stub = parts.get('stub_value');
  return { kind: 'reload', span, wordSpan: main.keySpan, values: [stringOf(table), ...(stub === undefined ? [] : [stringOf(stub)])] };
}

/** The scalars under a key that takes a mapping; undefined where it holds none. */
function subkeys(
  reader: Reader,
  main: Entry,
  names: readonly string[],
  word: string,
  others: readonly string[] = [],
): ReadonlyMap<string, ScalarText> | undefined {
  if (!isMap(main.value)) {
    refuse(reader, main.keySpan, `\`${word}\` takes a mapping with ${[...names, ...others].map((name) => `\`${name}\``).join(', ')}`);
    return undefined;
  }
  const out = new Map<string, ScalarText>();
  for (const entry of entriesOf(reader, main.value, main.span)) {
    if (others.includes(entry.key)) continue;
    if (!names.includes(entry.key)) {
      ignored(
        reader,
        entry.keySpan,
        `\`${entry.key}\` is ignored: \`${word}\` has ${[...names, ...others].map((name) => `\`${name}\``).join(', ')}`,
      );
      continue;
    }
    if (isScalar(entry.value)) out.set(entry.key, scalar(reader, entry.value));
    else refuse(reader, entry.keySpan, `\`${entry.key}\` takes one value`);
  }
  return out;
}

/** The scalar behind a key; reported where something else stands there. */
export function text(reader: Reader, { value, keySpan }: Entry, expected: string): ScalarText | undefined {
  if (isScalar(value)) return scalar(reader, value);
  if (value !== null) refuse(reader, keySpan, expected);
  return undefined;
}

/** Reports what rsyslogd passes over without a word. */
export function ignored(reader: Reader, span: Span, message: string): void {
  reader.findings.push({ rule: 'rsyslog-yaml-ignored', severity: 'warning', message, span });
}

/** An item that was read from a fragment, with the place of its statement. */
function placed(item: Item | undefined, span: Span, wordSpan: Span): Item | undefined {
  if (item === undefined) return undefined;
  return 'wordSpan' in item ? ({ ...item, span, wordSpan } as SetNode) : { ...item, span };
}
