import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { ModuleLoad } from '../module-loads.ts';
import type { Tree } from '../syntax/tree.ts';

export const moduleTwice: LanguageRule<Tree> = {
  id: 'rsyslog-module-twice',
  severity: 'error',
  summary: 'A module is loaded twice',
  why: 'rsyslogd reports `module already in this config, cannot be added` and ignores the second load with all its parameters (`addModToCnfList`, runtime/modules.c). Where another file of the tree loads it too this is a warning here, and the order decides whose parameters count.',
  story:
    'The package\'s drop-in loaded imudp, the team\'s did too, with `timeRequery="500"`. The second load was ignored with its parameter, and the clock was asked for each packet.',
  bad: 'module(load="imudp")\n$ModLoad imudp\n',
  good: 'module(load="imudp")\nmodule(load="imtcp")\n',
  *check({ tree, facts }): Iterable<Report> {
    const seen = new Map<string, ModuleLoad>();
    for (const load of tree.names.loads) {
      if (/^builtin:/i.test(load.written)) continue;
      const first = seen.get(load.name);
      if (first === undefined) {
        seen.set(load.name, load);
        const other = facts.find(
          ({ own, fact }) => !own && fact.kind === 'defines' && fact.space === 'rsyslog.module' && fact.name === load.name,
        );
        if (other !== undefined)
          yield {
            severity: 'warning',
            message: `\`${load.name}\` is loaded in \`${other.file}\` too: only the first load counts`,
            span: load.span,
            related: [{ file: other.file, span: other.fact.span, message: 'It is loaded here too' }],
          };
        continue;
      }
      yield {
        message: `\`${load.name}\` is loaded twice: this load and its parameters are ignored`,
        span: load.span,
        related: [{ span: first.span, message: 'It is loaded here first' }],
      };
    }
  },
};
