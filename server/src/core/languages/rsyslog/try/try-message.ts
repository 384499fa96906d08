import { hasReached } from '../facts/version.ts';
import type { Span } from '../../../text/span.ts';
import { isEnabled } from '../syntax/flatten.ts';
import { readPropertyFilter } from '../syntax/property-filter.ts';
import { textOf } from '../objects.ts';
import type { Block, FilterNode, Item } from '../syntax/tree.ts';
import { builtinTemplate } from './builtin-template.ts';
import { fromBytes, toBytes } from './bytes.ts';
import { evaluate, holds } from './evaluate.ts';
import { copyJson, type Json, JsonObject } from './json-value.ts';
import { messageProperty } from './message-properties.ts';
import { NotComputed } from './not-computed.ts';
import type { ActionOutcome, Step, Trial } from './outcome.ts';
import { type Origin, parseMessage } from './parse-message.ts';
import { matchPosix } from './posix-match.ts';
import { readPosixExpression } from './posix-expression.ts';
import { type Included, type Program, readProgram, type Statement, type TrySource } from './program.ts';
import { type ActionPlan, readAction, readLegacyPlan } from './read-action.ts';
import { normalized } from './read-template-text.ts';
import { readTemplate } from './read-template.ts';
import { propertyText, renderTemplate } from './render-template.ts';
import { selectorMask } from './selector-match.ts';
import type { State } from './state.ts';
import type { Template } from './template-part.ts';
import { intoJson, isContainer, toText } from './value.ts';
import { setVariable, unsetVariable, variablePath } from './variables.ts';

/** What is tried. */
export interface TryRequest {
  readonly source: TrySource;
  readonly included: Included;
  /** As it comes over the network, in bytes. */
  readonly message: string;
  readonly origin: Origin;
  /** The ruleset that gets it; the default one if absent. */
  readonly ruleset?: string;
  /** The release of rsyslogd. */
  readonly version: string;
}

const shown = ['hostname', 'syslogtag', 'programname', 'procid', 'msgid', 'pri-text', 'timereported', 'fromhost', 'structured-data', 'msg'];
/** Statements that one message may pass, and rulesets that may call each other: one that calls itself has to end. */
const most = 100_000;
const deepest = 200;

/** What rsyslogd would do with one message: which rules match, which template makes which text, and where it would be written. */
export function tryMessage(request: TryRequest): Trial {
  return createTrial(readProgram(request.source, request.included, request.version))(request.message, request.origin, request.ruleset);
}

/** The same for many messages of one configuration; each message is the first one that the daemon gets. */
export function createTrial(program: Program): (message: string, origin: Origin, ruleset?: string) => Trial {
  const templates = new Map<string, Template | NotComputed>();
  const templateNamed = (name: string): Template => {
    let found = templates.get(name);
    if (found === undefined) {
      try {
        const definition = program.templates.get(name);
        found = definition === undefined ? builtinTemplate(name) : readTemplate(definition);
        found ??= new NotComputed(`the template \`${name}\`, which is not defined here`);
      } catch (thrown) {
        if (!(thrown instanceof NotComputed)) throw thrown;
        found = thrown;
      }
      templates.set(name, found);
    }
    if (found instanceof NotComputed) throw found;
    return found;
  };
  return (bytes, origin, wanted) => runMessage(program, templateNamed, bytes, origin, wanted);
}

function runMessage(
  program: Program,
  templateNamed: (name: string) => Template,
  bytes: string,
  origin: Origin,
  wanted: string | undefined,
): Trial {
  const steps: Step[] = [];
  const name = wanted ?? program.defaultRuleset;
  const notes = [...program.notes, ...program.missing.map((file) => `\`${file}\` is included and was not read: what it holds is left out`)];
  const parsed = parseMessage(bytes, origin, program.reception);
  if (parsed === undefined) return { properties: [], ruleset: name, steps, notes: [...notes, 'rsyslogd drops an empty message'] };
  if (!program.rulesets.has(name)) notes.push(`the ruleset \`${name}\` is not defined here`);
  if (wanted === undefined)
    for (const { module, ruleset } of program.bound)
      notes.push(`messages of an input of \`${module}\` go to the ruleset \`${ruleset}\` instead`);
  const state: State = {
    message: parsed,
    version: program.version,
    variables: { '!': undefined, '.': undefined, '/': undefined },
    lost: undefined,
    render: (template) => renderTemplate(templateNamed(template), state),
  };
  let passed = 0;
  let depth = 0;
  /** Why it is not known whether the message gets to where it is now. */
  let doubt: string | undefined;
  const doubted = (): { unknown?: string } => (doubt === undefined ? {} : { unknown: doubt });

  const run = (statements: readonly Statement[]): boolean => {
    for (const statement of statements) if (runOne(statement)) return true;
    return false;
  };
  const runBlock = (block: Block | undefined, from: Statement): boolean => run((block?.items ?? []).map((item) => ({ ...from, item })));

  /** True where processing ends. */
  const runOne = (statement: Statement): boolean => {
    const { item, source } = statement;
    const { file } = source;
    if (++passed > most) throw new NotComputed('rulesets that call each other without end');
    switch (item.kind) {
      case 'selector':
      case 'property-filter': {
        const matched = decide(item.filterSpan, file, () => (item.kind === 'selector' ? selects(item) : filters(item)), [item.block]);
        return matched === true && runBlock(item.block, statement);
      }
      case 'if': {
        const matched = decide({ start: item.wordSpan.start, end: item.condition.span.end }, file, () => holds(item.condition, state), [
          item.then,
          item.otherwise,
        ]);
        return matched !== undefined && runBlock(matched ? item.then : item.otherwise, statement);
      }
      case 'foreach':
        return loop(statement);
      case 'set':
        assign(statement);
        return false;
      case 'stop':
        steps.push({ kind: 'stop', file, span: item.span, ...doubted() });
        return doubt === undefined;
      case 'legacy-action': {
        const plan = readLegacyPlan(item, statement.defaults);
        if (plan === undefined) {
          steps.push({ kind: 'stop', file, span: item.span, ...doubted() });
          return doubt === undefined;
        }
        act(plan, item.span, file);
        return false;
      }
      case 'object':
        if (!isEnabled(item)) return false;
        if (item.word === 'action') act(readAction(item, statement.defaults), item.span, file);
        else if (item.word === 'include') return include(textOf(item, 'file'), statement);
        return false;
      case 'call':
        return call(item.name, item.span, file, program.rulesets.get(item.name)?.ownQueue === true);
      case 'call-indirect': {
        const name = attempt(() => fromBytes(toText(evaluate(item.value, state))));
        if (typeof name === 'string') return call(name, item.span, file, true);
        steps.push({ kind: 'unknown', file, span: item.span, unknown: name.message });
        return false;
      }
      default:
        return false;
    }
  };

  const include = (file: string | undefined, from: Statement): boolean => {
    const sources = file === undefined ? undefined : program.included(file);
    if (sources !== undefined)
      return sources.some((source) => run(source.tree.items.map((item) => ({ item, source, defaults: from.defaults }))));
    const unknown = `\`${file ?? 'a text'}\` is included here and was not read`;
    steps.push({ kind: 'unknown', file: from.source.file, span: from.item.span, unknown });
    doubt ??= `whether the message gets here is not known: ${unknown}`;
    state.lost ??= `what the message holds here is not known: ${unknown}`;
    return false;
  };

  const decide = (span: Span, file: string, test: () => boolean, blocks: readonly (Block | undefined)[]): boolean | undefined => {
    const matched = attempt(test);
    if (typeof matched === 'boolean') {
      steps.push({ kind: 'filter', file, span, matched, ...doubted() });
      return matched;
    }
    steps.push({ kind: 'filter', file, span, matched: undefined, unknown: matched.message });
    const effects = new Set(blocks.flatMap((block) => [...effectsOf(block)]));
    if (effects.has('ends')) doubt ??= `whether the message gets here is not known: ${matched.message}`;
    if (effects.has('changes')) state.lost ??= `what the message holds here is not known: ${matched.message}`;
    return undefined;
  };

  const selects = (item: FilterNode): boolean =>
    ((selectorMask(item.text.trim(), program.version)[parsed.facility] ?? 0) & (1 << parsed.severity)) !== 0;

  const filters = (item: FilterNode): boolean => {
    const filter = readPropertyFilter(item.text.trim(), 0);
    if (filter === undefined) throw new NotComputed('a property filter that rsyslogd refuses');
    const text = propertyText(state, normalized(filter.property.trim()));
    const value = toBytes(filter.value.replace(/\\([\s\S])/g, '$1'));
    return compare(filter.comparison.trim().toLowerCase(), text, value) !== filter.negated;
  };

  const assign = ({ item, source: { file } }: Statement): void => {
    if (item.kind !== 'set') return;
    const path = item.variable === undefined ? undefined : variablePath(item.variable.name);
    if (path === undefined || item.variable === undefined) return;
    const name = `$${item.variable.name}`;
    if (item.word === 'unset') {
      unsetVariable(state.variables, path.root, path.path);
      steps.push({ kind: 'set', file, span: item.span, name, ...doubted() });
      return;
    }
    const { value } = item;
    const found = attempt(() => {
      if (value === undefined) throw new NotComputed('an assignment without a value');
      return evaluate(value, state);
    });
    if (found instanceof NotComputed) {
      state.lost ??= `what the message holds here is not known: ${found.message}`;
      steps.push({ kind: 'set', file, span: item.span, name, unknown: found.message });
      return;
    }
    setVariable(state.variables, path.root, path.path, copyJson(intoJson(found)), {
      reset: item.word === 'reset',
      version: program.version,
    });
    steps.push({ kind: 'set', file, span: item.span, name, text: fromBytes(toText(found)), ...doubted() });
  };

  const loop = (statement: Statement): boolean => {
    const { item, source } = statement;
    if (item.kind !== 'foreach') return false;
    const path = item.variable === undefined ? undefined : variablePath(item.variable.name);
    const found = attempt(() => evaluate(item.collection, state));
    if (path === undefined || found instanceof NotComputed) {
      const reason = found instanceof NotComputed ? found.message : 'a loop without a variable';
      steps.push({ kind: 'unknown', file: source.file, span: item.wordSpan, unknown: reason });
      for (const effect of effectsOf(item.body)) {
        if (effect === 'ends') doubt ??= `whether the message gets here is not known: ${reason}`;
        else state.lost ??= `what the message holds here is not known: ${reason}`;
      }
      return false;
    }
    if (!isContainer(found)) return false;
    const { json } = found;
    const rounds: readonly Json[] =
      json instanceof JsonObject
        ? json.entries.map(([key, value]) => {
            const entry = new JsonObject();
            entry.set('key', key);
            entry.set('value', value);
            return entry;
          })
        : json;
    if (rounds.length === 0) return false;
    for (const round of rounds) {
      setVariable(state.variables, path.root, path.path, copyJson(round), { reset: true, version: program.version });
      if (runBlock(item.body, statement)) return true;
    }
    unsetVariable(state.variables, path.root, path.path);
    return false;
  };

  const call = (name: string, span: Span, file: string, apart: boolean): boolean => {
    const ruleset = program.rulesets.get(name);
    if (ruleset === undefined) {
      steps.push({ kind: 'call', file, span, ruleset: name, unknown: `the ruleset \`${name}\` is not defined here` });
      return false;
    }
    steps.push({ kind: 'call', file, span, ruleset: name, ...doubted() });
    if (++depth > deepest) throw new NotComputed('rulesets that call each other without end');
    if (!apart) {
      const ends = run(ruleset.statements);
      depth--;
      return ends;
    }
    // It works on a copy: what it does to the message stays there, and so does a `stop`.
    const before = { ...state.variables };
    for (const root of ['!', '.'] as const) state.variables[root] = before[root] === undefined ? undefined : copyJson(before[root] as Json);
    const { lost } = state;
    const doubtBefore = doubt;
    run(ruleset.statements);
    depth--;
    state.variables['!'] = before['!'];
    state.variables['.'] = before['.'];
    state.lost = lost;
    doubt = doubtBefore;
    return false;
  };

  const act = (plan: ActionPlan, span: Span, file: string): void => {
    const { module, template } = plan;
    if (plan.changes === true) {
      state.lost ??= `\`${module}\` may have changed the message`;
      steps.push({ kind: 'unknown', file, span, unknown: `\`${module}\` reads or changes the message: that is not worked out` });
      return;
    }
    const unknown: string[] = [];
    if (doubt !== undefined) unknown.push(doubt);
    if (plan.seldom !== undefined) unknown.push(plan.seldom);
    let { target } = plan;
    if (plan.dynamicTarget !== undefined) {
      const made = attempt(() => fromBytes(state.render(plan.dynamicTarget as string)));
      if (typeof made === 'string') target = made;
      else unknown.push(made.message);
    }
    const made =
      template === undefined ? new NotComputed(`which template \`${module}\` uses by itself`) : attempt(() => state.render(template));
    if (typeof made !== 'string') unknown.push(made.message);
    const ended = plan.addsLineFeed ?? program.addsLineFeed;
    const record =
      typeof made === 'string' && module === 'omfile' && ended && hasReached(program.version, '8.2510') && !made.endsWith('\n')
        ? `${made}\n`
        : made;
    const outcome: ActionOutcome = {
      kind: 'action',
      file,
      span,
      module,
      ...(target !== undefined && { target }),
      ...(template !== undefined && { template }),
      ...(typeof record === 'string' && { text: fromBytes(record), bytes: record }),
      ...(unknown.length > 0 && { unknown: unknown.join('; ') }),
    };
    steps.push(outcome);
  };

  const properties = shown.map((property) => ({ name: property, text: fromBytes(messageProperty(parsed, property)) }));
  try {
    run(program.rulesets.get(name)?.statements ?? []);
  } catch (thrown) {
    if (!(thrown instanceof NotComputed)) throw thrown;
    notes.push(`it ends here: ${thrown.message}`);
  }
  return { properties, ruleset: name, steps, notes };
}

/** What comes out, or why it is not known. */
function attempt<T>(work: () => T): T | NotComputed {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof NotComputed) return thrown;
    throw thrown;
  }
}

function compare(comparison: string, text: string, value: string): boolean {
  switch (comparison) {
    case 'contains':
      return text.includes(value);
    case 'isequal':
      return text === value;
    case 'isempty':
      return text === '';
    case 'startswith':
      return text.startsWith(value);
    case 'endswith':
      return text.endsWith(value);
    case 'regex':
    case 'ereregex': {
      const expression = readPosixExpression(value, { extended: comparison === 'ereregex' });
      return expression !== undefined && matchPosix(expression, text) !== undefined;
    }
    default:
      throw new NotComputed(`the comparison \`${comparison}\``);
  }
}

/** What a block could do to the rest of the processing. */
function* effectsOf(block: Block | undefined): Iterable<'ends' | 'changes'> {
  const open: Item[] = [...(block?.items ?? [])];
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    if (item.kind === 'stop' || (item.kind === 'legacy-action' && item.action.kind === 'discard')) yield 'ends';
    else if (item.kind === 'call' || item.kind === 'call-indirect') {
      yield 'ends';
      yield 'changes';
    } else if (item.kind === 'set' || item.kind === 'foreach') yield 'changes';
    else if (item.kind === 'object' && item.word === 'action' && (textOf(item, 'type') ?? '').toLowerCase().startsWith('mm'))
      yield 'changes';
    if (item.kind === 'if') open.push(...item.then.items, ...(item.otherwise?.items ?? []));
    else if (item.kind === 'foreach') open.push(...item.body.items);
    else if (item.kind === 'selector' || item.kind === 'property-filter') open.push(...(item.block?.items ?? []));
  }
}
