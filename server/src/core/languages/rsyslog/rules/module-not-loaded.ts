import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { moduleNamed } from '../facts/modules.ts';
import { firstLoads } from '../module-loads.ts';
import { moduleParameter, stringOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';
import { isDeferred } from '../yaml/places.ts';

export const moduleNotLoaded: LanguageRule<Tree> = {
  id: 'rsyslog-module-not-loaded',
  severity: 'warning',
  summary: 'An input, action or parser is of a module that nothing loads before it',
  why: 'rsyslogd knows a module only after `module(load=)` or `$ModLoad`; an object before it, or without it, is dropped with `module name is unknown`. A drop-in may rely on a module that the main file loads: for a file that is judged alone this is a warning, for a whole tree and for a module that the same file loads further down it is an error.',
  story:
    'A drop-in with an input for relp was copied to a host whose main file does not load the module. The object was dropped, and nothing listened.',
  bad: 'input(type="imudp" port="514")\n',
  good: 'module(load="imudp")\ninput(type="imudp" port="514")\n',
  *check({ tree, facts, closed }): Iterable<Report> {
    const loads = firstLoads(tree);
    const elsewhere = new Set(
      facts.filter(({ own, fact }) => !own && fact.kind === 'defines' && fact.space === 'rsyslog.module').map(({ fact }) => fact.name),
    );
    const report = (name: string, span: { start: number; end: number }): Report | undefined => {
      const later = loads.get(name);
      if (elsewhere.has(name) || (later !== undefined && (later.extent.start < span.start || isDeferred(tree.yaml, span))))
        return undefined;
      if (later !== undefined)
        return {
          severity: 'error',
          message: `\`${name}\` is used here, but loaded only further down`,
          span,
          related: [{ span: later.extent, message: 'It is loaded here' }],
        };
      return {
        severity: closed ? 'error' : 'warning',
        message: `\`${name}\` is used here, but ${closed ? 'nothing loads it' : 'this file does not load it'}`,
        span,
        fixes: [{ title: `Load \`${name}\``, certain: false, edits: [{ span: { start: 0, end: 0 }, text: `module(load="${name}")\n` }] }],
      };
    };
    for (const { node, enabled, form } of objectsOf(
      tree.flat,
      ({ word, module }) => word !== 'module' && module !== undefined && !module.builtin,
    )) {
      const key = moduleParameter(node.word);
      if (!enabled || key === undefined) continue;
      const { module } = form;
      const value = stringOf(node, key);
      if (module === undefined || value === undefined) continue;
      const found = report(module.name, value.inner);
      if (found !== undefined) yield found;
    }
    for (const node of tree.flat.legacyActions) {
      const { action } = node;
      const module = action.module === undefined ? undefined : moduleNamed(action.module);
      if (module === undefined || module.builtin) continue;
      const found = report(module.name, { start: node.span.start + 1, end: node.span.start + 1 + module.name.length });
      if (found !== undefined) yield found;
    }
  },
};
