import type { Edit } from '../../../text/edit.ts';
import { contains, type Span } from '../../../text/span.ts';
import { moduleNamed } from '../facts/modules.ts';
import { directives as knownDirectives } from '../facts/directive-tables.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { DirectiveNode, FilterNode, Item, LegacyActionNode, ObjectNode, Tree } from '../syntax/tree.ts';
import { ActionState, value } from './action-state.ts';
import { bsdBlocks } from './bsd-blocks.ts';
import { actionObject } from './legacy-action.ts';
import { globalParameters, listeners, moduleParameters } from './legacy-directives.ts';
import { templateObject } from './legacy-template.ts';
import { conditionOf } from './property-filter.ts';
import { objectText } from './quoted.ts';

/** One thing of the old kind, and the edits that write it in RainerScript. */
export interface Conversion {
  readonly span: Span;
  /** What it is, for a person: `the template brief`. */
  readonly title: string;
  /** Made anew by each call: in a large file hardly anybody asks for more than a few. */
  readonly edits: () => readonly Edit[];
}

/** What stays as it is, and why. */
export interface Kept {
  readonly span: Span;
  readonly reason: string;
}

/** What can be converted of a file, in order: each by itself, and `rest` besides them when all are applied together. */
export interface Conversions {
  readonly statements: readonly Conversion[];
  /** Directives that nothing needs any more when all statements are converted, and BSD blocks. */
  readonly rest: readonly Edit[];
  readonly kept: readonly Kept[];
}

type Old =
  | { readonly at: number; readonly directive: DirectiveNode }
  | { readonly at: number; readonly action: LegacyActionNode }
  | { readonly at: number; readonly filter: FilterNode }
  | { readonly at: number; readonly object: ObjectNode };

/**
 * What is of the old kind in a file, as RainerScript of the same meaning. Directives that wait for the next action become its
 * parameters; those that hold for all that follow become parameters of each. What cannot be written otherwise with certainty is kept and said.
 */
export function convertLegacy(text: string, tree: Tree): Conversions {
  const old: Old[] = [
    ...tree.directives.map((directive) => ({ at: directive.span.start, directive })),
    ...tree.flat.legacyActions.map((action) => ({ at: action.span.start, action })),
    ...tree.flat.filters.filter(({ kind }) => kind === 'property-filter').map((filter) => ({ at: filter.span.start, filter })),
    ...objectsOf(tree.flat, ({ word }) => word === 'action').map(({ node }) => ({ at: node.span.start, object: node })),
  ];
  old.sort((a, b) => a.at - b.at || ('filter' in a ? -1 : 1));
  const statements: Conversion[] = [];
  const kept: Kept[] = [];
  const state = new ActionState();
  const modules = moduleConversions(text, tree);
  const handled = new Set<DirectiveNode>(modules.handled);
  statements.push(...modules.statements);
  kept.push(...modules.kept);
  const foreign = configuredBuiltins(tree);
  let actionsLeft = false;
  const lastingListener = new Map<string, DirectiveNode>();
  const oftener = repeated(tree);
  for (const one of old) {
    if ('object' in one) {
      state.dropQueue();
      continue;
    }
    if ('filter' in one) {
      const { filter } = one;
      const condition = conditionOf(filter.text);
      if (typeof condition === 'string')
        statements.push({
          span: filter.filterSpan,
          title: 'the property filter',
          edits: () => [{ span: trimmed(text, filter.filterSpan), text: `if ${condition} then` }],
        });
      else kept.push({ span: filter.filterSpan, reason: condition.reason });
      continue;
    }
    if ('action' in one) {
      const { action } = one;
      const waiting = state.waiting;
      const own = foreign.has(action.action.kind);
      if (own) state.common();
      const made = own
        ? { reason: 'its module has parameters of its own in `module()`, which actions of the two kinds take differently' }
        : actionObject(action, state);
      if (typeof made === 'object') {
        kept.push({ span: action.span, reason: made.reason });
        actionsLeft = true;
        continue;
      }
      if (made === text.slice(action.span.start, action.span.end)) continue;
      statements.push({
        span: action.span,
        title: action.action.kind === 'discard' ? 'the discard' : 'the action',
        edits: () => [
          { span: action.span, text: typeof made === 'string' ? made : made(indentationAt(text, action.span.start)) },
          ...(made === 'stop' ? [] : waiting.map((node) => removal(text, node.span))),
        ],
      });
      continue;
    }
    const { directive } = one;
    if (handled.has(directive) || state.take(directive)) continue;
    if (inside(tree, directive.span) && directive.name !== 'includeconfig') {
      kept.push({
        span: directive.span,
        reason: 'it stands inside of a rule or block, where nothing of the new form that does this may stand',
      });
      continue;
    }
    const made = directiveObject(directive, oftener, lastingListener);
    if (made === undefined) continue;
    if (typeof made === 'string')
      statements.push({
        span: directive.span,
        title: `\`$${nameOf(text, directive)}\``,
        edits: () => [{ span: directive.span, text: made }],
      });
    else kept.push({ span: directive.span, reason: made.reason });
  }
  for (const node of state.waiting) kept.push({ span: node.span, reason: 'no action follows that it could go to' });
  for (const found of rulesetConversions(text, tree, kept)) {
    statements.push(found);
    for (let i = kept.length - 1; i >= 0; i--)
      if (
        contains(found.span, (kept[i] as Kept).span) &&
        tree.directives.some((node) => node.name === 'ruleset' && node.span === kept[i]?.span)
      )
        kept.splice(i, 1);
  }
  const rest = actionsLeft ? [] : [...new Set(state.absorbed)].map((node) => removal(text, node.span));
  // What set those back has nothing to set back any more.
  const keptSpans = new Set(kept.map(({ span }) => span));
  if (!actionsLeft && !tree.directives.some(({ name, span }) => name !== 'resetconfigvariables' && keptSpans.has(span)))
    rest.push(...tree.directives.filter(({ name }) => name === 'resetconfigvariables').map((node) => removal(text, node.span)));
  const gone = new Set<Span>();
  for (const node of lastingListener.values()) {
    const runs = Object.entries(listeners)
      .filter(([, { lasting }]) => lasting[node.name] !== undefined)
      .map(([run]) => run);
    const left = tree.directives.some(({ name, span }) => runs.includes(name) && keptSpans.has(span));
    if (left) continue;
    for (const same of tree.directives.filter(({ name }) => name === node.name)) {
      rest.push(removal(text, same.span));
      gone.add(same.span);
    }
  }
  for (const { line, edits, reason } of bsdBlocks(text, tree)) {
    rest.push(...edits);
    if (reason !== undefined) kept.push({ span: line, reason });
  }
  const order = (a: { readonly span: Span }, b: { readonly span: Span }): number => a.span.start - b.span.start;
  return { statements: statements.sort(order), rest, kept: kept.filter(({ span }) => !gone.has(span)).sort(order) };
}

/** Every edit of a file's conversions, none twice. */
export function allEdits({ statements, rest }: Conversions): readonly Edit[] {
  const out = new Map<string, Edit>();
  for (const edit of [...statements.flatMap(({ edits }) => edits()), ...rest])
    out.set(`${edit.span.start}:${edit.span.end}:${edit.span.start === edit.span.end ? edit.text : ''}`, edit);
  return [...out.values()].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Kinds of actions whose module is set up by `module(load="builtin:...")`. */
function configuredBuiltins(tree: Tree): ReadonlySet<string> {
  const kinds: Readonly<Record<string, readonly string[]>> = {
    omfile: ['file', 'dynafile', 'outchannel'],
    omfwd: ['forward'],
    ompipe: ['pipe'],
  };
  return new Set(
    tree.names.loads.flatMap(({ name, node }) => (node === undefined || node.parameters.length < 2 ? [] : (kinds[name] ?? []))),
  );
}

function directiveObject(
  node: DirectiveNode,
  oftener: ReadonlySet<string>,
  lasting: Map<string, DirectiveNode>,
): string | { readonly reason: string } | undefined {
  const { name } = node;
  const word = value(node);
  const comment = /\s(#.*)$/.exec(node.value)?.[1];
  const behind = comment === undefined ? '' : ` ${comment}`;
  if (name === 'template') return templateObject(node);
  if (name === 'includeconfig') {
    const parts = node.value.trim();
    // A pattern or folder that matches nothing is passed over by both forms; a folder is written as a pattern.
    if (/\s/.test(parts.replace(/\s#.*$/, ''))) return { reason: 'this path has blanks' };
    return `${objectText('include', parts.endsWith('/') ? [['file', `${word}*`]] : [['file', word]])}${behind}`;
  }
  const global = globalParameters[name];
  if (global !== undefined) {
    if (oftener.has(name) || oftener.has(`global ${global.toLowerCase()}`))
      return { reason: 'it stands more than once: the last one counts in the old form, the new one refuses a second' };
    return `${objectText('global', [[global, word]])}${behind}`;
  }
  for (const [run, { module, lasting: own }] of Object.entries(listeners)) {
    if (own[name] !== undefined) {
      lasting.set(name, node);
      return {
        reason: 'it holds for the listeners below, which have it as a parameter; it can go when no listener of the old kind is left',
      };
    }
    if (name !== run) continue;
    if (!/^\d+$/.test(word)) return { reason: 'no port number was found here' };
    const parameters: [string, string][] = [
      ['type', module],
      ['port', word],
    ];
    for (const [directive, parameter] of Object.entries(own)) {
      const set = lasting.get(directive);
      if (set !== undefined && !(parameter === 'address' && value(set) === '*')) parameters.push([parameter, value(set)]);
    }
    return `${objectText('input', parameters)}${behind}`;
  }
  if (knownDirectives().has(name) || name === 'ruleset')
    return { reason: `\`$${name}\` is left as it is: no counterpart is known to mean the same` };
  return undefined;
}

/** Whether a directive stands inside of something at the top of the file. */
function inside(tree: Tree, { start }: Span): boolean {
  let low = 0;
  let high = tree.items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tree.items[middle] as Item).span.start <= start) low = middle;
    else high = middle - 1;
  }
  const item = tree.items[low];
  return item !== undefined && item.span.start < start && start < item.span.end;
}

/** Names of directives that stand more than once, and `global name` for each parameter that a `global()` sets. */
function repeated(tree: Tree): ReadonlySet<string> {
  const seen = new Set<string>();
  const out = new Set<string>();
  for (const { name } of tree.directives) {
    if (seen.has(name)) out.add(name);
    seen.add(name);
  }
  for (const { form } of tree.flat.forms) if (form.word === 'global') for (const name of form.names) out.add(`global ${name}`);
  return out;
}

/**
 * `$RuleSet name` and the rules below it as `ruleset(name="name") { ... }`: all of a file's or none, and only where nothing stands among
 * the rules that may not stand in a ruleset.
 */
function rulesetConversions(text: string, tree: Tree, kept: readonly Kept[]): readonly Conversion[] {
  const starts = tree.directives.filter(({ name }) => name === 'ruleset');
  const names = starts.map((node) => value(node)).filter((name) => name !== defaultRuleset);
  if (
    names.length === 0 ||
    starts.length > 200 ||
    new Set(names).size !== names.length ||
    tree.names.definitions.some(
      ({ space, name, extent }) => space === 'ruleset' && names.includes(name) && !starts.some(({ span }) => span === extent),
    )
  )
    return [];
  const edits: Edit[] = [];
  for (const [i, node] of starts.entries()) {
    const end = starts[i + 1]?.span.start ?? text.length;
    const held = tree.items.filter(({ span }) => span.start > node.span.end && span.start < end);
    const directives = tree.directives.filter(({ span }) => span.start > node.span.end && span.start < end);
    const name = value(node);
    if (name === defaultRuleset) {
      edits.push(removal(text, node.span));
      continue;
    }
    const last = held.at(-1);
    if (last === undefined) return [];
    // What stands behind the last rule belongs to no ruleset any more, and need not.
    const among = directives.filter(({ span }) => span.start < last.span.end);
    if (held.some((item) => item.kind === 'object' && item.word !== 'action' && item.word !== 'include')) return [];
    if (among.some((one) => !new ActionState().take(one) || kept.some(({ span }) => span === one.span))) return [];
    const comment = /\s(#.*)$/.exec(node.value)?.[1];
    edits.push({ span: node.span, text: `${objectText('ruleset', [['name', name]])} {${comment === undefined ? '' : ` ${comment}`}` });
    const line = text.indexOf('\n', last.span.end);
    const at = line === -1 ? text.length : line;
    edits.push({ span: { start: at, end: at }, text: '\n}' });
  }
  const whole = { start: (starts[0] as DirectiveNode).span.start, end: text.length };
  return [{ span: whole, title: 'the rulesets', edits: () => edits }];
}

const defaultRuleset = 'RSYSLOG_DefaultRuleset';

/** `$ModLoad` with the directives that set up the module. */
function moduleConversions(
  text: string,
  tree: Tree,
): { readonly statements: readonly Conversion[]; readonly handled: readonly DirectiveNode[]; readonly kept: readonly Kept[] } {
  const statements: Conversion[] = [];
  const handled: DirectiveNode[] = [];
  const kept: Kept[] = [];
  const ofModule = new Map<string, DirectiveNode[]>();
  for (const node of tree.directives)
    for (const { module } of knownDirectives().get(node.name) ?? []) {
      const held = ofModule.get(module);
      if (held === undefined) ofModule.set(module, [node]);
      else held.push(node);
    }
  const loaded = new Set<string>();
  for (const node of tree.directives) {
    if (node.name !== 'modload' || inside(tree, node.span)) continue;
    handled.push(node);
    const written = value(node);
    const name = written === 'MySQL' ? 'ommysql' : (written.split('/').at(-1) as string).replace(/\.so$/, '');
    const table = moduleParameters[name.toLowerCase()] ?? {};
    // A second load counts for nothing.
    const own = loaded.has(name.toLowerCase()) ? [] : (ofModule.get(name.toLowerCase()) ?? []);
    loaded.add(name.toLowerCase());
    const settings = own.filter((other) => table[other.name] !== undefined);
    const others = own.filter(
      (other) => table[other.name] === undefined && other.name !== 'resetconfigvariables' && !isListener(other.name),
    );
    const once = new Set(settings.map((other) => table[other.name])).size === settings.length;
    const reason =
      moduleNamed(name) === undefined
        ? `the module \`${name}\` is not known`
        : name.toLowerCase() === 'imfile'
          ? '`module(load="imfile")` watches files in another way than the old form, with other state files'
          : others.length > 0 && moduleNamed(name)?.kind === 'input'
            ? `\`$${nameOf(text, others[0] as DirectiveNode)}\` sets it up, and no counterpart is known to mean the same`
            : once
              ? undefined
              : 'a directive that sets it up stands more than once';
    if (reason !== undefined) {
      kept.push({ span: node.span, reason });
      for (const other of own) if (!isListener(other.name) && other.name !== 'resetconfigvariables') handled.push(other);
      continue;
    }
    handled.push(...settings);
    const parameters: [string, string][] = settings.map((other) => {
      const said = value(other);
      const flipped = said === 'on' ? 'off' : 'on';
      return [table[other.name] as string, other.name === 'omitlocallogging' ? flipped : said];
    });
    const comment = /\s(#.*)$/.exec(node.value)?.[1];
    statements.push({
      span: node.span,
      title: `the module ${name}`,
      edits: () => [
        {
          span: node.span,
          text: `${objectText('module', [['load', written.includes('/') ? written : name], ...parameters])}${comment === undefined ? '' : ` ${comment}`}`,
        },
        ...settings.map((other) => removal(text, other.span)),
      ],
    });
  }
  return { statements, handled, kept };
}

function isListener(name: string): boolean {
  return Object.entries(listeners).some(([run, { lasting }]) => run === name || lasting[name] !== undefined);
}

function nameOf(text: string, node: DirectiveNode): string {
  return text.slice(node.nameSpan.start + 1, node.nameSpan.end);
}

/** Takes a line out: with its line end where nothing else stands on it; a comment behind it stays. */
function removal(text: string, span: Span): Edit {
  const comment = /\s(#.*)$/.exec(text.slice(span.start, span.end));
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  if (comment !== null) return { span: { start: span.start, end: span.end }, text: comment[1] as string };
  const newline = text.indexOf('\n', span.end);
  const alone =
    text.slice(start, span.start).trim() === '' && (newline === -1 ? text.slice(span.end) : text.slice(span.end, newline)).trim() === '';
  return alone ? { span: { start, end: newline === -1 ? text.length : newline + 1 }, text: '' } : { span, text: '' };
}

function trimmed(text: string, span: Span): Span {
  const piece = text.slice(span.start, span.end);
  return { start: span.start + (piece.length - piece.trimStart().length), end: span.end };
}

/**
 * The blanks before what stands at `offset`; null where a backslash joins its line with the one above: behind joined lines
 * rsyslogd writes their number into the text (`readConfFile`, grammar/rainerscript.c), and an object is broken by that.
 */
function indentationAt(text: string, offset: number): string | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  if (/\\[ \t\r]*\n$/.test(text.slice(Math.max(0, start - 200), start))) return null;
  return (/^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1)) as RegExpExecArray)[0];
}
