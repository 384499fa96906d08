import { textOf } from '../objects.ts';
import { moduleName } from '../facts/modules.ts';
import { hasReached } from '../facts/version.ts';
import { isEnabled } from '../syntax/flatten.ts';
import type { DirectiveNode, Item, ObjectNode, Tree } from '../syntax/tree.ts';
import type { TemplateDefinition } from '../templates.ts';
import { isOff } from '../values.ts';
import { type Reception, usualReception } from './parse-message.ts';

/** One file that is tried. */
export interface TrySource {
  /** As the person knows it. */
  readonly file: string;
  readonly text: string;
  readonly tree: Tree;
}

/** A statement and whence it is. */
export interface Statement {
  readonly item: Item;
  readonly source: TrySource;
  /** Default templates in force where it stands, by module. */
  readonly defaults: Readonly<Record<string, string>>;
}

/** A ruleset's statements; one with a queue of its own is worked on apart. */
export interface Ruleset {
  readonly statements: Statement[];
  ownQueue: boolean;
}

/** A whole configuration, read for trying messages. */
export interface Program {
  readonly rulesets: ReadonlyMap<string, Ruleset>;
  readonly templates: ReadonlyMap<string, TemplateDefinition>;
  readonly reception: Reception;
  readonly defaultRuleset: string;
  /** Inputs that hand their messages to a ruleset, for the person to choose. */
  readonly bound: readonly { readonly module: string; readonly ruleset: string }[];
  /** The release of rsyslogd that works on messages. */
  readonly version: string;
  /** Whether omfile ends each record with a line feed where an action does not say it (`addLF`, since 8.2510). */
  readonly addsLineFeed: boolean;
  /** What could not be read: includes that are not there. */
  readonly missing: readonly string[];
  /** What is said of the configuration as a whole and changes what would happen. */
  readonly notes: readonly string[];
  /** How the files of an include inside of a ruleset are found. */
  readonly included: Included;
}

/** The files that an include names, in rsyslogd's order; undefined where they cannot be read here. */
export type Included = (wanted: string) => readonly TrySource[] | undefined;

export const defaultRulesetName = 'RSYSLOG_DefaultRuleset';

/** Reads a configuration from its main file on, includes in the places where they stand. */
export function readProgram(main: TrySource, included: Included, version: string): Program {
  const rulesets = new Map<string, Ruleset>();
  const templates = new Map<string, TemplateDefinition>();
  const bound: { module: string; ruleset: string }[] = [];
  const missing: string[] = [];
  const notes = new Set<string>();
  let reception: Reception = { ...usualReception, strictPriority: hasReached(version, '8.2606') };
  let addsLineFeed = hasReached(version, '8.2510');
  let defaultRuleset = defaultRulesetName;
  let current = defaultRulesetName;
  const moduleTemplates: Record<string, string> = {};
  let directiveTemplates: Record<string, string> = {};
  const ruleset = (name: string): Ruleset => {
    const found = rulesets.get(name) ?? { statements: [], ownQueue: false };
    rulesets.set(name, found);
    return found;
  };
  ruleset(defaultRulesetName);

  const directive = (node: DirectiveNode, depth: number): void => {
    const word = node.value.split(/\s/, 1)[0] as string;
    const on = word.toLowerCase() === 'on';
    switch (node.name) {
      case 'ruleset':
        current = word;
        ruleset(word);
        return;
      case 'defaultruleset':
        defaultRuleset = word;
        return;
      case 'actionfiledefaulttemplate':
        directiveTemplates['omfile'] = word;
        return;
      case 'actionforwarddefaulttemplate':
        directiveTemplates['omfwd'] = word;
        return;
      case 'resetconfigvariables':
        directiveTemplates = {};
        return;
      case 'repeatedmsgreduction':
        if (on) notes.add('`$RepeatedMsgReduction` is on: a message that repeats the one before it is only counted');
        return;
      case 'actionexeconlywhenpreviousissuspended':
      case 'actionexeconlyeverynthtime':
      case 'actionexeconlyonceeveryinterval':
        if (on || /^[1-9]/.test(word)) notes.add(`\`$${node.name}\` is set: the actions behind it do not get every message`);
        return;
      case 'escapecontrolcharactersonreceive':
        reception = { ...reception, escapeControlCharacters: on };
        return;
      case 'escapecontrolcharactertab':
        reception = { ...reception, escapeTab: on };
        return;
      case 'escape8bitcharactersonreceive':
        reception = { ...reception, escape8Bit: on };
        return;
      case 'spacelfonreceive':
        reception = { ...reception, spaceLineFeed: on };
        return;
      case 'droptrailinglfonreception':
        reception = { ...reception, dropTrailingLineFeed: on };
        return;
      case 'controlcharacterescapeprefix':
        reception = { ...reception, prefix: word.slice(0, 1) || '#' };
        return;
      default:
        if (node.name.startsWith('includeconfig')) include(word, depth);
    }
  };

  const include = (wanted: string, depth: number): void => {
    const sources = depth > 20 ? undefined : included(wanted);
    if (sources === undefined) {
      missing.push(wanted);
      return;
    }
    for (const source of sources) read(source, depth + 1);
  };

  const object = (node: ObjectNode, source: TrySource, depth: number): boolean => {
    switch (node.word) {
      case 'ruleset': {
        const own = ruleset(textOf(node, 'name') ?? '');
        own.ownQueue =
          (textOf(node, 'queue.type') ?? 'direct').toLowerCase() !== 'direct' ||
          node.parameters.some(({ name }) => name.startsWith('queue.'));
        for (const item of node.body?.items ?? []) own.statements.push({ item, source, defaults: defaults() });
        return true;
      }
      case 'include': {
        const file = textOf(node, 'file');
        if (file === undefined) missing.push('include(text=…)');
        else include(file, depth);
        return true;
      }
      case 'input': {
        const name = textOf(node, 'ruleset');
        if (name !== undefined) bound.push({ module: moduleName(textOf(node, 'type') ?? ''), ruleset: name });
        return true;
      }
      case 'module': {
        const template = textOf(node, 'template');
        if (moduleName(textOf(node, 'load') ?? '') === 'omfile' && isOff(textOf(node, 'addlf'))) addsLineFeed = false;
        if (template !== undefined) moduleTemplates[moduleName(textOf(node, 'load') ?? '')] = template;
        return true;
      }
      case 'global':
        reception = fromGlobal(node, reception);
        if (textOf(node, 'variables.casesensitive') === 'on')
          notes.add('`variables.caseSensitive` is on: names of variables are taken here as if they ignored case');
        return true;
      default:
        return node.word !== 'action';
    }
  };

  const defaults = (): Record<string, string> => ({ ...directiveTemplates, ...moduleTemplates });

  const read = (source: TrySource, depth: number): void => {
    const { tree } = source;
    for (const template of tree.names.templates) if (!templates.has(template.name)) templates.set(template.name, template);
    let next = 0;
    const directivesUpTo = (offset: number): void => {
      for (let node = tree.directives[next]; node !== undefined && node.span.start < offset; node = tree.directives[next]) {
        next++;
        directive(node, depth);
      }
    };
    for (const item of tree.items) {
      directivesUpTo(item.span.start);
      if (item.kind === 'object' && !isEnabled(item)) continue;
      if (item.kind === 'object' && object(item, source, depth)) continue;
      ruleset(current).statements.push({ item, source, defaults: defaults() });
    }
    directivesUpTo(Number.POSITIVE_INFINITY);
  };
  read(main, 0);
  return { rulesets, templates, reception, defaultRuleset, bound, version, addsLineFeed, missing, notes: [...notes], included };
}

function fromGlobal(node: ObjectNode, before: Reception): Reception {
  const on = (name: string, usual: boolean): boolean => {
    const text = textOf(node, name);
    return text === undefined ? usual : text === 'on';
  };
  return {
    escapeControlCharacters: on('parser.escapecontrolcharactersonreceive', before.escapeControlCharacters),
    escapeTab: on('parser.escapecontrolcharactertab', before.escapeTab),
    escape8Bit: on('parser.escape8bitcharactersonreceive', before.escape8Bit),
    cStyle: on('parser.escapecontrolcharacterscstyle', before.cStyle),
    spaceLineFeed: on('parser.spacelfonreceive', before.spaceLineFeed),
    dropTrailingLineFeed: on('parser.droptrailinglfonreception', before.dropTrailingLineFeed),
    prefix: textOf(node, 'parser.controlcharacterescapeprefix') ?? before.prefix,
    slashInProgramName: on('parser.permitslashinprogramname', before.slashInProgramName),
    strictPriority: before.strictPriority,
  };
}
