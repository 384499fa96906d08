import type { Block, DirectiveNode, Item, ObjectNode, Parameter, Tree } from '../syntax/tree.ts';
import { Comments } from './comments.ts';
import { expressionText } from './expression-text.ts';
import { objectText, quoted } from './quoted.ts';

const step = '  ';

/** Writes statements and objects of a tree as RainerScript; comments go where what they belong to goes. */
export class ScriptWriter {
  readonly lines: string[] = [];
  readonly #text: string;
  readonly #tree: Tree;
  readonly #comments: Comments;

  constructor(text: string, tree: Tree, comments = new Comments(text, tree)) {
    this.#text = text;
    this.#tree = tree;
    this.#comments = comments;
  }

  /** A list of items with the directives among them, then the comments up to `end`. */
  list(items: readonly Item[], depth: number, start: number, end: number): void {
    const directives = this.#tree.directives.filter(
      ({ span }) =>
        span.start >= start && span.start < end && !items.some((item) => item.span.start <= span.start && span.start < item.span.end),
    );
    const all: readonly (Item | DirectiveNode)[] =
      directives.length === 0 ? items : [...items, ...directives].sort((a, b) => a.span.start - b.span.start);
    for (const item of all) this.entry(item, depth);
    this.#say(this.#comments.before(end), depth);
  }

  #say(comments: readonly string[], depth: number): void {
    for (const comment of comments) this.lines.push(`${step.repeat(depth)}#${comment}`);
  }

  /** One item with its comments. */
  entry(item: Item | DirectiveNode, depth: number): void {
    this.#say(this.#comments.before(item.span.start), depth);
    const at = this.lines.length;
    this.#write(item, depth);
    // What stands inside of it and in none of its blocks goes above it.
    const inside = this.#comments.before(item.span.end);
    if (inside.length > 0) this.lines.splice(at, 0, ...inside.map((comment) => `${step.repeat(depth)}#${comment}`));
    const behind = this.#comments.behind(item.span.end);
    if (behind === undefined) return;
    if (this.lines.length === at + 1 && !/^[ \t]*[^"'(]*\.[^"'(]*$/.test(this.lines[at] as string)) this.lines[at] += ` #${behind}`;
    else this.lines.splice(at, 0, `${step.repeat(depth)}#${behind}`);
  }

  #line(depth: number, text: string): void {
    this.lines.push(`${step.repeat(depth)}${text}`);
  }

  #write(item: Item | DirectiveNode, depth: number): void {
    const indentation = step.repeat(depth);
    switch (item.kind) {
      case 'directive': {
        this.#line(depth, this.#text.slice(item.span.start, item.span.end));
        return;
      }
      case 'object': {
        this.#object(item, depth);
        return;
      }
      case 'if': {
        this.#if(item, depth, '');
        return;
      }
      case 'foreach':
        this.#line(
          depth,
          `foreach (${item.variable === undefined ? '' : `$${item.variable.name}`} in ${expressionText(item.collection, this.#text)}) do {`,
        );
        this.#block(item.body, depth);
        {
          this.#line(depth, '}');
          return;
        }
      case 'set': {
        this.#line(
          depth,
          `${item.word} $${item.variable?.name ?? ''}${item.value === undefined ? '' : ` = ${expressionText(item.value, this.#text)}`};`,
        );
        return;
      }
      case 'selector':
      case 'property-filter':
        this.lines.push(`${indentation}${item.text.trim().replace(/\s*\n\s*/g, '')} {`);
        if (item.block !== undefined) this.#block(item.block, depth);
        {
          this.#line(depth, '}');
          return;
        }
      case 'legacy-action':
      case 'bsd-tag':
      case 'bsd-host': {
        this.#line(depth, item.text.trim());
        return;
      }
      case 'stop':
      case 'continue': {
        this.#line(depth, item.kind);
        return;
      }
      case 'call': {
        this.#line(depth, `call ${item.name}`);
        return;
      }
      case 'call-indirect': {
        this.#line(depth, `call_indirect ${expressionText(item.value, this.#text)};`);
        return;
      }
      case 'reload': {
        this.#line(depth, `reload_lookup_table(${item.values.map(({ text }) => quoted(text)).join(', ')})`);
        return;
      }
    }
  }

  #block(block: Block, depth: number): void {
    this.list(block.items, depth + 1, block.span.start, block.span.end);
  }

  #if(item: Item & { readonly kind: 'if' }, depth: number, before: string): void {
    this.#line(depth, `${before}if ${expressionText(item.condition, this.#text)} then {`);
    this.#block(item.then, depth);
    const other = item.otherwise;
    if (other === undefined) {
      this.#line(depth, '}');
      return;
    }
    const [only] = other.items;
    if (other.items.length === 1 && only?.kind === 'if') {
      this.#say(this.#comments.before(only.span.start), depth + 1);
      this.#if(only, depth, '} else ');
      return;
    }
    this.#line(depth, '} else {');
    this.#block(other, depth);
    this.#line(depth, '}');
  }

  #object(node: ObjectNode, depth: number): void {
    const indentation = step.repeat(depth);
    // A ruleset that does nothing has braces all the same.
    const braces = node.body !== undefined || node.word === 'ruleset';
    const head = objectText(
      node.word,
      node.parameters.flatMap((parameter) => nameAndValue(parameter, this.#text)),
      indentation,
    );
    this.lines.push(...`${indentation}${head}${braces ? ' {' : ''}`.split('\n'));
    if (!braces) return;
    if (node.body !== undefined) this.#block(node.body, depth);
    this.#line(depth, '}');
  }
}

/** A parameter's name, as it is written, and value, as `objectText` takes them. */
function nameAndValue({ name, nameSpan, value }: Parameter, text: string): readonly (readonly [string, string | readonly string[]])[] {
  if (value === undefined) return [];
  const written = text.slice(nameSpan.start, nameSpan.end).replace(/^(["'])(.*)\1$/, '$2');
  // What an include has in YAML is called otherwise.
  return [[written.toLowerCase() === name ? written : name, value.kind === 'string' ? value.text : value.elements.map(({ text }) => text)]];
}
