import type { LanguageRule } from '../../../language.ts';
import type { Fix } from '../../../problem.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { directiveSpelling, directives, refusedAfterModule } from '../facts/directive-tables.ts';
import { modules } from '../facts/modules.ts';
import { hasReached } from '../facts/version.ts';
import { firstLoads, type ModuleLoad } from '../module-loads.ts';
import { versionOf } from '../setting.ts';
import type { DirectiveNode, Tree } from '../syntax/tree.ts';

/** Directives that the lexer itself takes. */
const ofTheLexer = new Set(['includeconfig', 'ruleset']);

export const directive: LanguageRule<Tree> = {
  id: 'rsyslog-unknown-directive',
  severity: 'error',
  summary: 'A `$Directive` that rsyslogd does not know, not in this version, or not at this place',
  why: 'rsyslogd reports `invalid or yet-unknown config file command` and goes on without the setting (`processCfSysLineCommand`, runtime/cfsysline.c). Directives of a module are known only behind its `$ModLoad`: where this file does not load the module this is a warning. Some are refused once `module()` has loaded it.',
  story:
    '`$ActionQueueSaveOnShutdwon on` was refused with one line. At the next restart forty thousand messages that waited for the archive were gone.',
  bad: '$WorkDirecotry /var/spool/rsyslog\n',
  good: '$WorkDirectory /var/spool/rsyslog\n',
  *check({ tree, settings, facts, closed }): Iterable<Report> {
    const version = versionOf(settings);
    const loads = firstLoads(tree);
    const elsewhere = new Set(
      facts.filter(({ own, fact }) => !own && fact.kind === 'defines' && fact.space === 'rsyslog.module').map(({ fact }) => fact.name),
    );
    const told = new Set<string>();
    for (const node of tree.directives) {
      if (ofTheLexer.has(node.name) || node.name.startsWith('includeconfig')) continue;
      const known = directives().get(node.name);
      if (known === undefined) {
        yield unknown(node);
        continue;
      }
      const current = known.filter(({ since }) => hasReached(version, since));
      if (current.length === 0) {
        yield {
          message: `\`$${spelled(node)}\` is known since ${known[0]?.since}: rsyslogd ${version} does not know it`,
          span: node.nameSpan,
        };
        continue;
      }
      const owners = current.map(({ module }) => module);
      if (owners.some((owner) => owner === 'core' || modules.get(owner)?.builtin === true)) continue;
      yield* placed(node, owners, loads, elsewhere, told, closed);
    }
  },
};

function* placed(
  node: DirectiveNode,
  owners: readonly string[],
  loads: ReadonlyMap<string, ModuleLoad>,
  elsewhere: ReadonlySet<string>,
  told: Set<string>,
  closed: boolean,
): Iterable<Report> {
  const own = owners.flatMap((owner) => loads.get(owner) ?? []);
  const before = own.filter(({ extent }) => extent.start < node.span.start);
  if (before.length > 0) {
    if (refusedAfterModule.has(node.name) && before.every((load) => load.node !== undefined)) {
      yield {
        message: `\`$${spelled(node)}\` is refused here: \`module(load="${before[0]?.written}")\` has loaded the module, so its settings belong there`,
        span: node.nameSpan,
        related: [{ span: before[0]?.extent ?? node.span, message: 'The module is loaded here' }],
      };
    }
    return;
  }
  const later = own[0];
  if (later !== undefined)
    yield {
      message: `\`$${spelled(node)}\` is of \`${later.name}\`, which is loaded only further down`,
      span: node.nameSpan,
      related: [{ span: later.extent, message: 'It is loaded here' }],
    };
  else if (!owners.some((owner) => elsewhere.has(owner) || told.has(owner))) {
    // Once for each module: the rest of its directives say nothing new.
    for (const owner of owners) told.add(owner);
    yield {
      severity: closed ? 'error' : 'warning',
      message: `\`$${spelled(node)}\` is of \`${owners[0]}\`, which ${closed ? 'nothing loads' : 'this file does not load'}`,
      span: node.nameSpan,
    };
  }
}

function unknown(node: DirectiveNode): Report {
  const meant = nearest(node.name, [...directives().keys(), ...ofTheLexer]);
  const name = meant === undefined ? undefined : (directiveSpelling.get(meant) ?? meant);
  const span = { start: node.nameSpan.start + 1, end: node.nameSpan.end };
  const fixes: readonly Fix[] =
    name === undefined ? [] : [{ title: `Change to \`$${name}\``, certain: false, edits: [{ span, text: name }] }];
  return {
    message: `rsyslog has no directive \`$${node.name}\`${name === undefined ? '' : `: did you mean \`$${name}\`?`}`,
    span: node.nameSpan,
    fixes,
  };
}

function spelled(node: DirectiveNode): string {
  return directiveSpelling.get(node.name) ?? node.name;
}
