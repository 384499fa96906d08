import { append } from '../../append.ts';
import type { Fact, Want } from '../../facts.ts';
import type { Span } from '../../text/span.ts';
import { droppedUsers } from './dropped-user.ts';
import { fileTargets } from './file-targets.ts';
import { stringOf, stringsOf, textOf } from './objects.ts';
import type { NameSpace } from './references.ts';
import { replacersOf } from './templates.ts';
import { objectsOf } from './syntax/flatten.ts';
import type { Tree, VariableExpression } from './syntax/tree.ts';

/** Inputs whose `port` they listen on, with the protocol. */
const listeners: Readonly<Record<string, string>> = {
  imudp: 'udp',
  imtcp: 'tcp',
  imptcp: 'tcp',
  imrelp: 'tcp',
  imdtls: 'udp',
  imhttp: 'tcp',
  imbeats: 'tcp',
};
const runDirectives: Readonly<Record<string, string>> = {
  udpserverrun: 'udp',
  inputtcpserverrun: 'tcp',
  inputptcpserverrun: 'tcp',
  inputrelpserverrun: 'tcp',
  inputgssserverrun: 'tcp',
};

/** The spaces of names as facts have them; one text for each. */
const factSpaces: Readonly<Record<NameSpace, string>> = {
  template: 'rsyslog.template',
  ruleset: 'rsyslog.ruleset',
  lookup_table: 'rsyslog.lookup_table',
  dyn_stats: 'rsyslog.dyn_stats',
  percentile_stats: 'rsyslog.percentile_stats',
  ratelimit: 'rsyslog.ratelimit',
  parser: 'rsyslog.parser',
  outchannel: 'rsyslog.outchannel',
};

/** What a file tells the others: the names it defines and uses, files it writes, ports it listens on, that rsyslogd must be restarted. */
export function factsOf(tree: Tree): readonly Fact[] {
  const facts: Fact[] = [];
  for (const { space, name, span, extent } of tree.names.definitions)
    facts.push({ kind: 'defines', space: factSpaces[space], name, span, extent });
  for (const { space, name, span, extent } of tree.names.uses) facts.push({ kind: 'uses', space: factSpaces[space], name, span, extent });
  for (const { name, span, extent } of tree.names.loads) facts.push({ kind: 'defines', space: 'rsyslog.module', name, span, extent });
  append(facts, files(tree));
  append(facts, ports(tree));
  append(facts, workDirectories(tree));
  append(facts, droppedUsers(tree));
  append(facts, variables(tree));
  for (const want of wantsOf(tree)) facts.push({ kind: 'includes', space: 'path', name: want.value, span: want.span });
  // rsyslogd reads its configuration only when it starts; a HUP closes files and no more.
  if (tree.items.length > 0 || tree.directives.length > 0)
    facts.push({ kind: 'needsReload', space: 'service', name: 'rsyslog', span: { start: 0, end: 0 }, detail: { how: 'restart' } });
  return facts;
}

/** Where variables are set, and where expressions and templates read them. Their names ignore case. */
function* variables(tree: Tree): Iterable<Fact> {
  const space = 'rsyslog.variable';
  const set = new Set<VariableExpression>();
  for (const { word, variable, span } of tree.flat.sets) {
    if (variable === undefined) continue;
    set.add(variable);
    yield {
      kind: word === 'unset' ? 'uses' : 'defines',
      space,
      name: `$${variable.name.toLowerCase()}`,
      span: variable.span,
      extent: span,
    };
  }
  for (const one of tree.flat.expressions)
    if (one.kind === 'variable' && /^[!./]./.test(one.name) && !set.has(one))
      yield { kind: 'uses', space, name: `$${one.name.toLowerCase()}`, span: one.span };
  for (const template of tree.names.templates) {
    const { toSource, node } = template;
    for (const { property, propertySpan } of replacersOf(template))
      if (toSource !== undefined && /^\$[!./]./.test(property))
        yield { kind: 'uses', space, name: property.toLowerCase(), span: toSource(propertySpan) };
    if (node.kind === 'directive') continue;
    for (const item of node.body?.items ?? []) {
      const name = item.kind === 'object' && item.word === 'property' ? stringOf(item, 'name') : undefined;
      if (name !== undefined && name.quote !== '`' && /^\$[!./]./.test(name.text))
        yield { kind: 'uses', space, name: name.text.toLowerCase(), span: name.inner };
    }
  }
}

function* workDirectories(tree: Tree): Iterable<Fact> {
  const sets = (span: Span): Fact => ({ kind: 'sets', space: 'rsyslog.global', name: 'workdirectory', span });
  for (const { node, enabled } of objectsOf(tree.flat, ({ word, names }) => word === 'global' && names.has('workdirectory'))) {
    const value = enabled ? stringOf(node, 'workdirectory') : undefined;
    if (value !== undefined) yield sets(value.span);
  }
  for (const { name, valueSpan } of tree.directives) if (name === 'workdirectory') yield sets(valueSpan);
}

function* files(tree: Tree): Iterable<Fact> {
  for (const { path, span, extent, settings } of fileTargets(tree)) {
    const { owner, group, mode } = settings;
    const detail = { ...(owner !== undefined && { owner }), ...(group !== undefined && { group }), ...(mode !== undefined && { mode }) };
    yield { kind: 'writesFile', space: 'path', name: path, span, extent, ...(Object.keys(detail).length > 0 && { detail }) };
  }
}

function* ports(tree: Tree): Iterable<Fact> {
  for (const { node, enabled, form } of objectsOf(
    tree.flat,
    ({ word, module }) => word === 'input' && listeners[module?.name ?? ''] !== undefined,
  )) {
    if (!enabled) continue;
    const protocol = listeners[form.module?.name ?? ''];
    const address = textOf(node, 'address');
    // Each network namespace has ports of its own.
    const namespace = textOf(node, 'networknamespace');
    const detail = { ...(address !== undefined && { address }), ...(namespace !== undefined && { namespace }) };
    for (const value of stringsOf(node, 'port')) {
      if (!/^\d+$/.test(value.text) || value.text === '0') continue;
      yield {
        kind: 'listens',
        space: 'port',
        name: `${protocol}/${Number(value.text)}`,
        span: value.inner,
        extent: node.span,
        ...(Object.keys(detail).length > 0 && { detail }),
      };
    }
  }
  for (const node of tree.directives) {
    const protocol = runDirectives[node.name];
    const word = node.value.split(/\s/, 1)[0] as string;
    if (protocol === undefined || !/^[1-9]\d*$/.test(word)) continue;
    yield {
      kind: 'listens',
      space: 'port',
      name: `${protocol}/${Number(word)}`,
      span: { start: node.valueSpan.start, end: node.valueSpan.start + word.length },
      extent: node.span,
    };
  }
}

/** The files that a file includes: a glob, or one file, or a folder where the path ends in a slash. */
export function wantsOf(tree: Tree): readonly Want[] {
  const out: Want[] = [];
  const add = (value: string, span: Span): void => {
    if (value !== '') out.push({ kind: /[*?[]/.test(value) ? 'glob' : value.endsWith('/') ? 'folder' : 'file', value, span });
  };
  for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => word === 'include')) {
    const file = enabled ? stringOf(node, 'file') : undefined;
    if (file !== undefined && file.quote !== '`') add(file.text, file.inner);
  }
  for (const directive of tree.directives) {
    if (!directive.name.startsWith('includeconfig')) continue;
    const value = directive.value.split(/\s/, 1)[0] as string;
    add(value, { start: directive.valueSpan.start, end: directive.valueSpan.start + value.length });
  }
  return out;
}
