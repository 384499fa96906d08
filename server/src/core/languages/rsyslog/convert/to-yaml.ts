import { applyEdits } from '../../../text/edit.ts';
import type { Parsed } from '../../../unit.ts';
import { parseUnit } from '../parse-unit.ts';
import { parameterOf, stringOf } from '../objects.ts';
import type { Block, Expression, Item, ObjectNode, Parameter, Tree } from '../syntax/tree.ts';
import { Comments } from './comments.ts';
import type { Converted } from './converted.ts';
import { expressionText } from './expression-text.ts';
import { allEdits, convertLegacy, type Kept } from './legacy.ts';
import { quotedInExpression } from './quoted.ts';
import { ScriptWriter } from './script-text.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** Sections in the order in which they are written, by the object they hold. */
const order = {
  global: 'global',
  main_queue: 'mainqueue',
  module: 'modules',
  timezone: 'timezones',
  lookup_table: 'lookup_tables',
  dyn_stats: 'dyn_stats',
  percentile_stats: 'perctile_stats',
  ratelimit: 'ratelimits',
  parser: 'parsers',
  template: 'templates',
  input: 'inputs',
  ruleset: 'rulesets',
  include: 'include',
} as const;

/**
 * A file of rsyslog as YAML of the same meaning, comments kept. What is of the old kind is written in the new one first. The rules at the
 * top, for which YAML has no place, become a ruleset that `$DefaultRuleset` names. What cannot be written in YAML is said, and nothing is given.
 */
export function toYaml(source: Parsed<Tree>): Converted {
  const broken = source.problems.filter(({ severity }) => severity === 'error');
  if (broken.length > 0) return { kept: broken.map(({ span, message }) => ({ span, reason: message })) };
  const conversions = convertLegacy(source.text, source.tree);
  const text = applyEdits(source.text, allEdits(conversions));
  const parsed = parseUnit(text);
  const refused = conversions.kept.filter(({ span }) =>
    source.tree.directives.some((node) => node.span === span && !inRuleset(source.tree, node.span.start)),
  );
  if (refused.length > 0) return { kept: refused };
  if (parsed.problems.length > 0) return { kept: parsed.problems.map(({ message }) => ({ span: { start: 0, end: 0 }, reason: message })) };
  return new YamlWriter(text, parsed.tree, source).file();
}

class YamlWriter {
  readonly #text: string;
  readonly #tree: Tree;
  readonly #source: Parsed<Tree>;
  readonly #comments: Comments;
  readonly #sections = new Map<string, string[]>();
  readonly #kept: Kept[] = [];
  #lines: string[] = [];

  constructor(text: string, tree: Tree, source: Parsed<Tree>) {
    this.#text = text;
    this.#tree = tree;
    this.#source = source;
    this.#comments = new Comments(text, tree);
  }

  file(): Converted {
    const names = new Set(this.#tree.names.definitions.filter(({ space }) => space === 'ruleset').map(({ name }) => name));
    const free = (wanted: string): string => {
      let name = wanted;
      for (let i = 2; names.has(name); i++) name = `${wanted}_${i}`;
      return name;
    };
    const isRule = (item: Item): boolean => item.kind !== 'object' || item.word === 'action';
    const rules = this.#tree.items.filter(isRule);
    const main = free('main');
    const includes = this.#tree.items.filter((item) => item.kind === 'object' && item.word === 'include');
    const head: string[] = [];
    const mainLines: string[] = [];
    let first = true;
    let called = false;
    for (const item of this.#tree.items) {
      const above = this.#comments.before(item.span.start);
      // The comment at the head of the file stays there.
      const headed = first && above.length > 0 && /\n[ \t]*\r?\n/.test(this.#text.slice(0, item.span.start));
      if (headed) head.push(...above.map((comment) => `#${comment}`));
      first = false;
      const comments = headed ? [] : above;
      if (item.kind === 'object' && item.word !== 'action') {
        if (item.word === 'include' && rules.length > 0 && !called) {
          called = true;
          const behind = this.#tree.items.slice(this.#tree.items.indexOf(item));
          const lastInclude = behind.findLastIndex((one) => includes.includes(one));
          if (behind.slice(0, lastInclude + 1).some(isRule))
            this.#keep(item, 'files are included before and behind rules at the top, and in YAML they are read in one place');
          // What the files have at the top is the default ruleset's, as before.
          mainLines.push('      - call: RSYSLOG_DefaultRuleset');
        }
        this.#object(item, comments);
        continue;
      }
      this.#lines = [];
      this.#say(comments, 6);
      this.#statement(item, 6);
      mainLines.push(...this.#lines);
    }
    const after = this.#comments.before(Number.POSITIVE_INFINITY).map((comment) => `#${comment}`);
    if (rules.length > 0)
      this.#section('ruleset').unshift(
        // There is no key for it: the directive is executed when the script is read. It stands first, because rsyslogd reads the scripts and
        // statements of a YAML file from the last one to the first, and the ruleset must be there (`SetDefaultRuleset`, runtime/ruleset.c).
        `  - name: ${free('default_ruleset')}`,
        '    script: |',
        `      $DefaultRuleset ${main}`,
        `  - name: ${main}`,
        '    statements:',
        ...mainLines,
      );
    if (this.#kept.length > 0) return { kept: this.#kept };
    const out = [...head, 'version: 2'];
    for (const [word, key] of Object.entries(order)) {
      const held = this.#sections.get(word);
      if (held !== undefined) out.push('', `${key}:`, ...held);
    }
    return { text: `${[...out, ...after].join('\n')}\n`, kept: [] };
  }

  #section(word: string): string[] {
    const found = this.#sections.get(word) ?? [];
    this.#sections.set(word, found);
    return found;
  }

  #keep(node: { readonly span: { readonly start: number; readonly end: number } }, reason: string): void {
    // The place in the file as it was: the text may have changed before it.
    const piece = this.#text.slice(node.span.start, node.span.end);
    const at = this.#source.text.indexOf(piece);
    this.#kept.push({ span: at === -1 ? { start: 0, end: 0 } : { start: at, end: at + piece.length }, reason });
  }

  #say(comments: readonly string[], columns: number): void {
    for (const comment of comments) this.#lines.push(`${' '.repeat(columns)}#${comment}`);
  }

  #object(node: ObjectNode, above: readonly string[]): void {
    this.#lines = [];
    const single = node.word === 'global' || node.word === 'main_queue';
    this.#say(above, 2);
    if (node.word === 'ruleset') this.#ruleset(node);
    else if (node.word === 'include') this.#include(node);
    else {
      const at = this.#lines.length;
      if (single) for (const parameter of node.parameters) this.#parameter(parameter, '  ', '  ');
      else this.#mapping(node.parameters, '  ');
      if (node.word === 'template' && node.body !== undefined) {
        this.#lines.push('    elements:');
        for (const item of node.body.items) {
          if (item.kind !== 'object') continue;
          this.#say(this.#comments.before(item.span.start), 6);
          this.#lines.push(`      - ${item.word}:`);
          for (const parameter of item.parameters) this.#parameter(parameter, '          ', '          ');
        }
        this.#say(this.#comments.before(node.span.end), 6);
      }
      this.#trail(node, at, 2);
    }
    // Where a directive in them may count on the order: rsyslogd reads them from the last one to the first.
    if (node.word === 'ruleset' && this.#tree.directives.length > 0) this.#section(node.word).unshift(...this.#lines);
    else this.#section(node.word).push(...this.#lines);
  }

  /** Comments inside of and behind what was written since line `at`. */
  #trail(node: { readonly span: { readonly end: number } }, at: number, columns: number): void {
    const found = [...this.#comments.before(node.span.end)];
    const behind = this.#comments.behind(node.span.end);
    if (found.length > 0) this.#lines.splice(at, 0, ...found.map((comment) => `${' '.repeat(columns)}#${comment}`));
    if (behind === undefined) return;
    const line = at + found.length;
    if (this.#lines.length > line && !/[|>]$/.test(this.#lines[line] as string)) this.#lines[line] += `  #${behind}`;
    else this.#lines.splice(at, 0, `${' '.repeat(columns)}#${behind}`);
  }

  #mapping(parameters: readonly Parameter[], indentation: string): void {
    const key = (name: string): number => (['type', 'load', 'name', 'id'].indexOf(name) + 5) % 5;
    const sorted = [...parameters].sort((a, b) => Number(key(a.name) === 4) - Number(key(b.name) === 4));
    for (const [i, parameter] of sorted.entries())
      this.#parameter(parameter, i === 0 ? `${indentation}- ` : `${indentation}  `, `${indentation}  `);
  }

  #parameter(parameter: Parameter, first: string, indentation: string): void {
    const { value } = parameter;
    const name = this.#text.slice(parameter.nameSpan.start, parameter.nameSpan.end) || parameter.name;
    if (value === undefined) return;
    const strings = value.kind === 'string' ? [value] : value.elements;
    if (strings.some(({ quote }) => quote === '`')) this.#keep(parameter, 'what stands in backticks is executed in RainerScript alone');
    if (value.kind === 'string') this.#lines.push(`${first}${name}: ${yamlScalar(value.text)}`);
    else this.#lines.push(`${first}${name}:`, ...value.elements.map(({ text }) => `${indentation}  - ${yamlScalar(text)}`));
  }

  #include(node: ObjectNode): void {
    const at = this.#lines.length;
    const file = stringOf(node, 'file');
    const mode = stringOf(node, 'mode')?.text;
    if (parameterOf(node, 'text') !== undefined || file === undefined || file.quote === '`')
      this.#keep(node, 'an include of a text has no counterpart in YAML');
    else if (node.parameters.some(({ name }) => !['file', 'mode'].includes(name)))
      this.#keep(node, 'an include in YAML has a path, and whether it may be absent');
    else {
      this.#lines.push(`  - path: ${yamlScalar(file.text)}`);
      if (mode === 'optional') this.#lines.push('    optional: on');
      else if (mode !== undefined && mode !== 'required') this.#keep(node, 'an include in YAML must be found or may be absent, no more');
    }
    this.#trail(node, at, 2);
  }

  #ruleset(node: ObjectNode): void {
    const at = this.#lines.length;
    this.#mapping(node.parameters, '  ');
    const items = node.body?.items ?? [];
    const reason = items.map(unstructured).find((one) => one !== undefined);
    const end = node.body?.span.end ?? node.span.end;
    if (reason !== undefined || directivesIn(this.#tree, node)) {
      const writer = new ScriptWriter(this.#text, this.#tree, this.#comments);
      writer.list(items, 0, node.body?.span.start ?? node.span.start, end);
      this.#lines.push('    script: |', ...writer.lines.map((line) => `      ${line}`));
    } else if (items.length > 0) {
      this.#lines.push('    statements:');
      for (const item of items) {
        this.#say(this.#comments.before(item.span.start), 6);
        this.#statement(item, 6);
      }
      this.#say(this.#comments.before(end), 6);
    }
    this.#trail(node, at, 2);
  }

  #statement(item: Item, columns: number): void {
    const at = this.#lines.length;
    const indentation = ' '.repeat(columns);
    const line = (text: string): void => {
      this.#lines.push(`${indentation}${text}`);
    };
    const expression = (one: Expression): string => yamlScalar(expressionText(one, this.#text)).replace(/^"?([^"']*)"?$/, "'$1'");
    const reason = shallow(item);
    if (reason !== undefined) this.#keep(item, reason);
    switch (item.kind) {
      case 'object':
        this.#mapping(item.parameters, indentation);
        break;
      case 'if': {
        line(`- if: ${expression(item.condition)}`);
        this.#branch('then', item.then, columns + 2);
        if (item.otherwise !== undefined) this.#branch('else', item.otherwise, columns + 2);
        break;
      }
      case 'selector':
        line(`- if: ${yamlScalar(`prifilt(${quotedInExpression(item.text.trim().replace(/\s*\n\s*/g, ''))})`)}`);
        if (item.block !== undefined) this.#branch('then', item.block, columns + 2);
        break;
      case 'foreach':
        line('- foreach:');
        line(`    var: ${yamlScalar(`$${item.variable?.name ?? ''}`)}`);
        line(`    in: ${expression(item.collection)}`);
        this.#branch('do', item.body, columns + 4);
        break;
      case 'set':
        if (item.word === 'unset') line(`- unset: ${yamlScalar(`$${item.variable?.name ?? ''}`)}`);
        else {
          line('- set:');
          line(`    var: ${yamlScalar(`$${item.variable?.name ?? ''}`)}`);
          if (item.value !== undefined) line(`    expr: ${expression(item.value)}`);
        }
        break;
      case 'stop':
      case 'continue':
        line(`- ${item.kind}: true`);
        break;
      case 'call':
        line(`- call: ${item.name}`);
        break;
      case 'call-indirect':
        line(`- call_indirect: ${expression(item.value)}`);
        break;
      case 'reload':
        line('- reload_lookup_table:');
        line(`    table: ${yamlScalar(item.values[0]?.text ?? '')}`);
        if (item.values[1] !== undefined) line(`    stub_value: ${yamlScalar(item.values[1].text)}`);
        break;
      default:
        break;
    }
    this.#trail(item, at, columns);
  }

  #branch(key: string, block: Block, columns: number): void {
    this.#lines.push(`${' '.repeat(columns)}${key}:`);
    for (const item of block.items) {
      this.#say(this.#comments.before(item.span.start), columns + 2);
      this.#statement(item, columns + 2);
    }
    if (block.braces) this.#say(this.#comments.before(block.span.end), columns + 2);
  }
}

/** Why a statement has no form in YAML; undefined where it has one. */
function shallow(item: Item): string | undefined {
  if (item.kind === 'set' && item.word === 'reset') return '`reset` has no form in YAML';
  if (item.kind === 'property-filter') return 'this filter has no form in YAML beside other statements';
  if (item.kind === 'legacy-action') return 'this action has no form in YAML';
  if (item.kind === 'bsd-tag' || item.kind === 'bsd-host') return 'rsyslogd no longer knows this';
  if (item.kind === 'object' && item.word !== 'action') return `\`${item.word}()\` has no form in YAML here`;
  return undefined;
}

/** The same for a statement and all that stands in it. */
function unstructured(item: Item): string | undefined {
  const own = shallow(item);
  if (own !== undefined) return own;
  const inner =
    item.kind === 'if'
      ? [...item.then.items, ...(item.otherwise?.items ?? [])]
      : item.kind === 'foreach'
        ? item.body.items
        : item.kind === 'selector'
          ? (item.block?.items ?? [])
          : [];
  return inner.map(unstructured).find((reason) => reason !== undefined);
}

/** Whether an offset lies in the braces of a ruleset, which can be a script. */
function inRuleset(tree: Tree, offset: number): boolean {
  return tree.items.some((item) => item.kind === 'object' && item.word === 'ruleset' && item.span.start < offset && offset < item.span.end);
}

function directivesIn(tree: Tree, node: ObjectNode): boolean {
  return tree.directives.some(({ span }) => span.start > node.span.start && span.start < node.span.end);
}
