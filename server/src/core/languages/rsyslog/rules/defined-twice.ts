import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { hasReached } from '../facts/version.ts';
import { versionOf } from '../setting.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Parameter, Tree } from '../syntax/tree.ts';

export const definedTwice: LanguageRule<Tree> = {
  id: 'rsyslog-defined-twice',
  severity: 'error',
  summary: 'A name, a global parameter or the main queue is defined twice',
  why: 'rsyslogd refuses a second ruleset of one name, a second `main_queue()`, and a parameter that an earlier `global()` has set (each is `specified more than once`). A second template of one name it takes in silence, and the first one stays in force.',
  story:
    'Two drop-ins each defined a template `json`. The first one won without a word, and the index filled with fields that nobody had asked for.',
  bad: 'ruleset(name="r") { stop }\nruleset(name="r") { stop }\n',
  good: 'ruleset(name="r1") { stop }\nruleset(name="r2") { stop }\n',
  *check({ tree, settings }): Iterable<Report> {
    const version = versionOf(settings);
    const seen = new Map<string, Span>();
    const byDirective = new Set(tree.directives.map(({ span }) => span));
    const builtin = new Set(['parser:rsyslog.rfc3164', 'parser:rsyslog.rfc5424', 'ruleset:RSYSLOG_DefaultRuleset']);
    for (const { space, name, span, extent } of tree.names.definitions) {
      // $RuleSet goes on with a ruleset that is there already.
      if (space === 'ruleset' && byDirective.has(extent)) continue;
      const key = `${space}:${name}`;
      if (builtin.has(key)) yield { message: `\`${name}\` is built in: another name was expected`, span };
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, span);
        continue;
      }
      const refused =
        space === 'ruleset' ||
        space === 'parser' ||
        (space === 'lookup_table' && hasReached(version, '8.2606')) ||
        (space === 'ratelimit' && hasReached(version, '8.2602'));
      yield {
        severity: refused ? 'error' : 'warning',
        message: `\`${name}\` is defined twice: ${refused ? 'rsyslogd refuses the second one' : 'the first one is used'}`,
        span,
        related: [{ span: first, message: 'It is defined here first' }],
      };
    }
    const globals = new Map<string, Parameter>();
    let queue: Span | undefined;
    for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => word === 'main_queue' || word === 'global')) {
      if (!enabled) continue;
      if (node.word === 'main_queue') {
        if (queue !== undefined)
          yield {
            message: '`main_queue()` can be given only once: this one is ignored',
            span: node.wordSpan,
            related: [{ span: queue, message: 'It is given here first' }],
          };
        queue ??= node.wordSpan;
      }
      if (node.word !== 'global') continue;
      const own = new Set<string>();
      for (const parameter of node.parameters) {
        const first = globals.get(parameter.name);
        if (first !== undefined && !own.has(parameter.name) && parameter.name !== 'config.enabled') {
          yield {
            message: `\`${parameter.name}\` is set by an earlier \`global()\`: rsyslogd ignores this one and complains`,
            span: parameter.nameSpan,
            related: [{ span: first.nameSpan, message: 'It is set here first' }],
          };
        }
        own.add(parameter.name);
        if (first === undefined) globals.set(parameter.name, parameter);
      }
    }
  },
};
