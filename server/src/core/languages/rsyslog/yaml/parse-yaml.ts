import { append } from '../../../append.ts';
import { isAlias, isMap, isScalar, isSeq, Lexer, type Node, parseDocument, visit } from 'yaml';
import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import { nearest } from '../../values/suggest.ts';
import { factsOf, wantsOf } from '../facts-of-tree.ts';
import { namesOf } from '../names.ts';
import { flatten } from '../syntax/flatten.ts';
import { comesFrom } from '../syntax/origin.ts';
import type { Block, Item, Parameter, Tree } from '../syntax/tree.ts';
import { isOff } from '../values.ts';
import { repairs } from './repairs.ts';
import { keepReading, noteEntries, type Reading, readingOf, rereadEntry } from './reread-entry.ts';
import { createReader, entriesOf, type Entry, fragment, objectNode, parameter, type Reader, refuse, scalar, spanOf } from './reader.ts';
import { bodyKeys, type Section, sections } from './sections.ts';
import { ignored, readActions, readStatements, text as textAt } from './statements.ts';

/** More brackets than this in each other are refused: rsyslogd's reader is not held to less, but no file of it is deeper than ten. */
const deepest = 200;

/**
 * Reads a YAML file of rsyslog into the same tree as RainerScript, as `yamlconf_load` (runtime/yamlconf.c) reads it. Never throws; what
 * rsyslogd reads no further at is one finding, and the rest is read all the same. Of a text that changed in one entry of a section
 * that entry alone is read again: `previous` spares work, and changes nothing.
 */
export function parseYaml(text: string, previous?: Parsed<Tree>): Parsed<Tree> {
  const old = previous && readingOf(previous.tree);
  const again = old && rereadEntry(text, old, (piece) => (isTooDeep(text) ? undefined : read(piece)));
  const reading = again?.reading ?? read(text);
  const { items, lists } = reading;
  const directives = [...lists.directives].sort((a, b) => a.span.start - b.span.start);
  const comments = [...lists.comments, ...reading.outside].sort((a, b) => a.start - b.start);
  const scalars = [...lists.scalars].sort((a, b) => a.span.start - b.span.start);
  const bare = { items, directives, comments, flat: flatten(items) };
  const tree: Tree = { ...bare, names: namesOf(bare), yaml: { scalars, deferred: lists.deferred, keys: lists.keys } };
  keepReading(tree, reading, old);
  if (again !== undefined && old?.text === previous?.text && previous !== undefined) comesFrom(tree, previous.tree, again.anew);
  const problems = lists.findings.map((finding) => ({ ...finding, fixes: repairs(text, tree.yaml, finding.fixes ?? []) }));
  return { text, tree, problems, facts: factsOf(tree), wants: wantsOf(tree) };
}

/** A text read from nothing. */
function read(text: string): Reading {
  const reader = createReader(text);
  const { items, isWhole, entries } = readFile(reader);
  const { findings, scalars, directives, comments, deferred, keys } = reader;
  return { text, items, lists: { findings, scalars, directives, comments, deferred, keys }, outside: commentsOf(text), isWhole, entries };
}

function isTooDeep(text: string): boolean {
  return tooDeep(text) !== undefined;
}

/** A line that nests deeper than any file of rsyslog: the library would exhaust the stack on it. */
function tooDeep(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const c = text[at];
    if (c === '[' || c === '{') {
      if (++depth > deepest) return at;
    } else if (c === ']' || c === '}') depth = Math.max(0, depth - 1);
    else if (c === '\n' && depth < 100) depth = Math.min(depth, 100);
  }
  const indicators = /^(?:[ \t]*[-?:][ \t]){100}/m.exec(text);
  if (indicators !== null) return indicators.index;
  const indented = /^ {1000}/m.exec(text);
  return indented === null ? undefined : indented.index;
}

function readFile(reader: Reader): Pick<Reading, 'items' | 'isWhole' | 'entries'> {
  const { text } = reader;
  const none = { items: [], isWhole: false, entries: [] };
  const deep = tooDeep(text);
  if (deep !== undefined) {
    refuse(
      reader,
      { start: deep, end: Math.min(deep + 1, text.length) },
      'This is nested deeper than anything rsyslog reads',
      'rsyslog-yaml-syntax',
    );
    return none;
  }
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false, logLevel: 'error', version: '1.1' });
  let line = -1;
  for (const { code, message, pos } of document.errors) {
    const start = Math.min(pos[0], text.length);
    if (code === 'MULTIPLE_DOCS') {
      ignored(
        reader,
        { start, end: Math.min(start + 3, text.length) },
        'What follows is ignored: rsyslogd reads the first document of a file',
      );
      break;
    }
    const own = text.lastIndexOf('\n', start - 1);
    if (own === line) continue;
    line = own;
    refuse(
      reader,
      { start, end: Math.max(start, Math.min(pos[1], text.length)) },
      `This is no YAML: ${(message.split('\n')[0] as string).replace(/\.$/, '')}`,
      'rsyslog-yaml-syntax',
    );
  }
  let isWhole = document.errors.length === 0;
  visit(document, {
    Alias: (_, node) => {
      isWhole = false;
      const span = spanOf(reader, node, { start: 0, end: 0 });
      refuse(reader, span, 'rsyslogd knows no aliases: write the value itself');
    },
  });
  const whole = { start: 0, end: 0 };
  const root = document.contents as Node | null;
  if (root === null || (isScalar(root) && root.value === '')) {
    if (document.errors.length === 0)
      refuse(reader, whole, 'The file is empty: a mapping was expected, like `rulesets:`; rsyslogd refuses a file without one');
    return none;
  }
  if (!isMap(root)) {
    refuse(
      reader,
      spanOf(reader, root, whole),
      `The file must be a mapping of sections: ${[...sections.keys()].slice(0, 5).join(', ')} ...`,
    );
    return none;
  }
  return { ...readSections(reader, entriesOf(reader, root, whole)), isWhole };
}

function readSections(reader: Reader, entries: readonly Entry[]): Pick<Reading, 'items' | 'entries'> {
  const items: Item[] = [];
  const noted = noteEntries(reader, items);
  const seen = new Set<string>();
  for (const [at, entry] of entries.entries()) {
    const { key, keySpan, value } = entry;
    if (seen.has(key))
      refuse(reader, keySpan, `\`${key}\` stands twice: a section stands once, with all that belongs to it`, 'rsyslog-yaml-section');
    seen.add(key);
    if (key === 'version') {
      if (!isScalar(value) && value !== null) refuse(reader, keySpan, '`version` takes a number', 'rsyslog-yaml-section');
      continue;
    }
    const section = sections.get(key);
    if (section === undefined) {
      const meant = nearest(key, [...sections.keys()]) ?? (sections.has(`${key}s`) ? `${key}s` : undefined);
      reader.findings.push({
        rule: 'rsyslog-yaml-section',
        severity: 'error',
        message: `\`${key}\` is no section of rsyslog${meant === undefined ? '' : `: did you mean \`${meant}\`?`}`,
        span: keySpan,
        ...(meant !== undefined && {
          fixes: [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: keySpan, text: meant }] }],
        }),
      });
      continue;
    }
    if (section.kind === 'mapping') {
      if (!isMap(value)) refuse(reader, keySpan, `\`${key}\` takes a mapping: names and values of parameters`, 'rsyslog-yaml-section');
      else
        items.push(
          objectNode(
            section.word,
            keySpan,
            entry.span,
            entriesOf(reader, value, entry.span).map((one) => parameter(reader, one)),
          ),
        );
      continue;
    }
    if (!isSeq(value)) {
      refuse(reader, keySpan, `\`${key}\` takes a list: lines that begin with \`- \``, 'rsyslog-yaml-section');
      continue;
    }
    for (const item of value.items as (Node | null)[]) {
      const span = spanOf(reader, item, keySpan);
      noted.begins(key, keySpan, value.flow === true || item === null ? undefined : span.start);
      if (!isMap(item)) {
        if (!isAlias(item)) refuse(reader, span, `An entry of \`${key}\` must be a mapping: rsyslogd reads the file no further`);
        continue;
      }
      items.push(readObject(reader, section, entriesOf(reader, item, span), span));
    }
    noted.ends(entries[at + 1]?.keySpan.start ?? reader.text.length);
  }
  return { items, entries: noted.entries };
}

function readObject(reader: Reader, section: Section, entries: readonly Entry[], span: Span): Item {
  const wordSpan = (entries.find(({ key }) => ['type', 'load', 'name', 'id', 'path'].includes(key)) ?? entries[0])?.keySpan ?? span;
  if (section.word === 'ruleset') return readRuleset(reader, entries, span, wordSpan);
  if (section.word === 'include') return readInclude(reader, entries, span, wordSpan);
  const elements = section.word === 'template' ? entries.findLast(({ key }) => key === 'elements') : undefined;
  const parameters = entries.filter((entry) => entry.key !== 'elements' || elements === undefined).map((entry) => parameter(reader, entry));
  return objectNode(section.word, wordSpan, span, parameters, elements && readElements(reader, elements));
}

/** The parts of a list template (`parse_elements_sequence`). */
function readElements(reader: Reader, entry: Entry): Block {
  const items: Item[] = [];
  if (!isSeq(entry.value)) refuse(reader, entry.keySpan, '`elements` takes a list of `property` and `constant`');
  else
    for (const item of entry.value.items as (Node | null)[]) {
      const span = spanOf(reader, item, entry.keySpan);
      const parts = isMap(item) ? entriesOf(reader, item, span) : [];
      const [part] = parts;
      if (part === undefined || (part.key !== 'property' && part.key !== 'constant')) {
        refuse(reader, part?.keySpan ?? span, 'An element is `property:` or `constant:` with its parameters under it');
        continue;
      }
      if (parts[1] !== undefined)
        refuse(
          reader,
          parts[1].keySpan,
          `\`${parts[1].key}\` cannot stand here: each element has one key, and its parameters stand deeper`,
        );
      if (!isMap(part.value)) {
        refuse(reader, part.keySpan, `\`${part.key}\` takes a mapping: its parameters stand under it`);
        continue;
      }
      items.push(
        objectNode(
          part.key,
          part.keySpan,
          part.span,
          entriesOf(reader, part.value, part.span).map((one) => parameter(reader, one)),
        ),
      );
    }
  return { span: entry.span, braces: true, place: entry.keySpan, items };
}

/** A ruleset (`parse_ruleset_sequence`): its parameters, and one kind of body. */
function readRuleset(reader: Reader, entries: readonly Entry[], span: Span, wordSpan: Span): Item {
  const parameters: (Parameter | undefined)[] = [];
  const bodies = new Map<string, Entry>();
  for (const entry of entries) {
    if (!bodyKeys.includes(entry.key)) {
      parameters.push(parameter(reader, entry));
      continue;
    }
    bodies.set(entry.key, entry);
    reader.keys.push({ name: entry.key, span: entry.keySpan });
  }
  const [script, statements, filter, actions] = bodyKeys.map((key) => bodies.get(key));
  const code = [script, statements].filter((entry) => entry !== undefined).sort((a, b) => a.span.start - b.span.start);
  const blocks: Item[] = [];
  if (script !== undefined) {
    const source = textAt(reader, script, '`script` takes RainerScript in one value, like a block behind `|`');
    if (source !== undefined) {
      // In braces, as rsyslogd puts it in them, so that what may not stand there is found.
      for (const item of fragment(reader, 'ruleset(name="-") {\n', source, source.text.endsWith('\n') ? '}\n' : '\n}\n'))
        append(blocks, item.kind === 'object' && item.word === 'ruleset' && item.body !== undefined ? item.body.items : [item]);
    }
  }
  if (statements !== undefined) append(blocks, readStatements(reader, statements.value, statements.keySpan));
  const acts = actions === undefined ? [] : readActions(reader, actions.value, actions.keySpan);
  if (code.length > 0 && actions !== undefined && acts.length > 0)
    refuse(reader, actions.keySpan, `A ruleset has \`actions\` or \`${code[0]?.key}\`, not both: rsyslogd reads the file no further`);
  if (code.length > 1)
    ignored(reader, (code[0] as Entry).keySpan, `\`${code[0]?.key}\` is ignored: \`${code[1]?.key}\` behind it takes its place`);
  if (filter !== undefined && acts.length === 0)
    ignored(
      reader,
      filter.keySpan,
      code.length > 0
        ? `\`filter\` is ignored: it belongs to \`actions\`, and beside \`${code[0]?.key}\` rsyslogd does not look at it`
        : '`filter` is ignored: no `actions` stand beside it',
    );
  if (code.length > 0) reader.deferred.push(span);
  const filterText =
    filter === undefined ? undefined : textAt(reader, filter, '`filter` takes a selector or a property filter in one value');
  let items: readonly Item[] = [...blocks, ...acts];
  const first = bodies.values().next().value;
  if (filterText !== undefined && filterText.text !== '' && acts.length > 0 && actions !== undefined) {
    items = [
      ...blocks,
      {
        kind: filterText.text.startsWith(':') ? 'property-filter' : 'selector',
        text: filterText.text,
        filterSpan: filterText.inner,
        span: { start: (filter as Entry).span.start, end: Math.max((filter as Entry).span.end, actions.span.end) },
        block: { span: actions.span, braces: true, place: actions.keySpan, items: acts },
      },
    ];
  }
  const body = first === undefined ? undefined : { span, braces: true, place: first.keySpan, items };
  return objectNode('ruleset', wordSpan, span, parameters, body);
}

/** `path` and `optional` of an include, as the parameters they are in RainerScript (`parse_include_sequence`). */
function readInclude(reader: Reader, entries: readonly Entry[], span: Span, wordSpan: Span): Item {
  const parameters: Parameter[] = [];
  for (const entry of entries) {
    if (entry.key !== 'path' && entry.key !== 'optional') {
      ignored(reader, entry.keySpan, `\`${entry.key}\` is ignored: an entry of \`include\` has \`path\` and \`optional\``);
      continue;
    }
    if (!isScalar(entry.value)) {
      refuse(reader, entry.keySpan, `\`${entry.key}\` takes one value`);
      continue;
    }
    const value = scalar(reader, entry.value);
    const string = { kind: 'string' as const, span: value.span, inner: value.inner, quote: '"' as const };
    const base = { nameSpan: entry.keySpan, span: entry.span };
    if (entry.key === 'path') parameters.push({ ...base, name: 'file', value: { ...string, text: value.text } });
    else if (/^(?:on|yes)$/i.test(value.text) || value.text === '1')
      parameters.push({ ...base, name: 'mode', value: { ...string, text: 'optional' } });
    else if (!isOff(value.text)) ignored(reader, value.span, `\`${value.text}\` is not taken for yes: \`on\` was expected`);
  }
  if (!parameters.some(({ name }) => name === 'file')) refuse(reader, wordSpan, 'An entry of `include` needs `path`');
  return objectNode('include', wordSpan, span, parameters);
}

/** Where the comments of a YAML text stand. */
function commentsOf(text: string): readonly Span[] {
  const out: Span[] = [];
  let at = 0;
  for (const lexeme of new Lexer().lex(text)) {
    // Signs of the lexer's own, which no text holds.
    if (lexeme === '\u0002' || lexeme === '\u0018' || lexeme === '\u001f') continue;
    if (lexeme.startsWith('#')) out.push({ start: at, end: at + lexeme.trimEnd().length });
    at += lexeme.length;
  }
  return out;
}
