import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import { builtinTemplates, internalTemplates } from '../facts/names.ts';
import { stringsOf } from '../objects.ts';
import type { NameSpace } from '../references.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';
import { isDeferred } from '../yaml/places.ts';

const titles: Readonly<Record<NameSpace, string>> = {
  template: 'template',
  ruleset: 'ruleset',
  lookup_table: 'lookup table',
  dyn_stats: '`dyn_stats()` bucket',
  percentile_stats: '`percentile_stats()` bucket',
  ratelimit: 'rate limit',
  parser: 'parser',
  outchannel: 'output channel',
};

/** Names that are looked up while the file is read: they must be defined before they are used. */
const inOrder: ReadonlySet<NameSpace> = new Set(['template', 'lookup_table', 'dyn_stats', 'percentile_stats', 'parser']);

const builtins: Readonly<Partial<Record<NameSpace, readonly string[]>>> = {
  template: [...Object.keys(builtinTemplates), ...internalTemplates],
  ruleset: ['RSYSLOG_DefaultRuleset'],
  parser: ['rsyslog.rfc3164', 'rsyslog.rfc5424'],
};

export const unknownName: LanguageRule<Tree> = {
  id: 'rsyslog-unknown-name',
  severity: 'warning',
  summary: 'A template, ruleset, lookup table, bucket, rate limit or parser that nothing defines, or only further down',
  why: 'rsyslogd looks up templates, tables and parsers while it reads the file, so they must stand before what uses them (`addAction` in runtime/action.c: `Could not find template`); rulesets may follow. An action without its template does not exist; an input without its ruleset feeds the default one. A drop-in may use what another file defines: for a file that is judged alone an unknown name is a warning, for a whole tree an error; one that this file defines too late is an error.',
  story:
    'An action named a template that was defined ten lines below. Templates are looked up while the file is read: the action did not exist.',
  bad: 'action(type="omfile" file="/var/log/x" template="brief")\n',
  good: 'template(name="brief" type="string" string="%msg%\\n")\naction(type="omfile" file="/var/log/x" template="brief")\n',
  *check({ tree, facts, closed }): Iterable<Report> {
    const own = tree.names.definitions;
    const firsts = new Map<NameSpace, Map<string, (typeof own)[number]>>();
    for (const one of own) {
      const names = firsts.get(one.space);
      if (names === undefined) firsts.set(one.space, new Map([[one.name, one]]));
      else if (!names.has(one.name)) names.set(one.name, one);
    }
    const others = facts.filter((one) => !one.own && one.fact.kind === 'defines').map(({ fact }) => `${fact.space}:${fact.name}`);
    const elsewhere = new Set(others);
    // What is defined in `include(text=)` is not followed: a name in it is taken for defined.
    const texts = objectsOf(tree.flat, ({ word }) => word === 'include').flatMap(({ node }) => stringsOf(node, 'text'));
    // A parser module brings parsers whose names only it knows.
    const parserModule = tree.names.loads.some(({ name }) => name.startsWith('pm'));
    for (const use of tree.names.uses) {
      if (builtins[use.space]?.includes(use.name) === true || (elsewhere.size > 0 && elsewhere.has(`rsyslog.${use.space}:${use.name}`)))
        continue;
      if (use.space === 'parser' && (parserModule || use.name.startsWith('rsyslog.'))) continue;
      if (texts.some(({ text }) => text.includes(use.name))) continue;
      const first = firsts.get(use.space)?.get(use.name);
      if (first !== undefined) {
        if (!inOrder.has(use.space) || first.extent.start < use.extent.start || isDeferred(tree.yaml, use.extent)) continue;
        yield {
          severity: 'error',
          message: `The ${titles[use.space]} \`${use.name}\` is used before it is defined: rsyslogd does not find it here`,
          span: use.span,
          related: [{ span: first.span, message: 'It is defined here' }],
        };
        continue;
      }
      const known = [
        ...own.filter(({ space }) => space === use.space).map(({ name }) => name),
        ...(builtins[use.space] ?? []),
        ...others.filter((key) => key.startsWith(`rsyslog.${use.space}:`)).map((key) => key.slice(key.indexOf(':') + 1)),
      ];
      const meant = nearest(use.name, known);
      yield {
        // $DefaultRuleset is looked up only when a message comes.
        severity:
          closed && !tree.directives.some((node) => node.span === use.extent && node.name === 'defaultruleset') ? 'error' : 'warning',
        message: `${closed ? 'Nothing' : 'Nothing here'} defines the ${titles[use.space]} \`${use.name}\`${meant === undefined ? '' : `: did you mean \`${meant}\`?`}`,
        span: use.span,
        fixes: meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: use.span, text: meant }] }],
      };
    }
  },
};
