import { mayMeet } from '../runbook/host-places.ts';
import { blockFacts, type BlockFact } from './between.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** Names that rsyslogd looks up while it reads, so that they must be there before: `addAction` in runtime/action.c, `tplFind` in template.c. */
const inOrder: Readonly<Record<string, string>> = {
  'rsyslog.template': 'template',
  'rsyslog.lookup_table': 'lookup table',
  'rsyslog.dyn_stats': 'bucket',
  'rsyslog.percentile_stats': 'bucket',
};

/** A name that one block uses and another defines, which the daemon reads, or the run installs, only later. */
export const definedLater: RunbookRule = {
  id: 'runbook-defined-later',
  severity: 'warning',
  summary: 'A template that one rsyslog block names and another defines, in a file that is read or installed later',
  why: 'rsyslogd reads the files of `/etc/rsyslog.d` in the order of their names and looks a template up where it is named: one of a later file is not found, and the action does not exist. A run judges each file with the host’s own daemon before it takes its place, so the block that defines the template also stands above the one that names it.',
  story:
    'The rule lay in `10-app.conf` and its template in `20-templates.conf`. Both files were without a mistake. rsyslogd started, said `Could not find template 1` in the log that nobody read, and wrote the application’s log nowhere.',
  bad: '---\nrunbook:\n---\n\n```rsyslog {name=a file=/etc/rsyslog.d/20-templates.conf reload=r}\ntemplate(name="brief" type="string" string="%msg%\\n")\n```\n\n```rsyslog {name=b file=/etc/rsyslog.d/10-app.conf reload=r}\naction(type="omfile" file="/var/log/syslog" template="brief")\n```\n\n```sh {name=r}\nsystemctl restart rsyslog\n```\n',
  good: '---\nrunbook:\n---\n\n```rsyslog {name=a file=/etc/rsyslog.d/05-templates.conf reload=r}\ntemplate(name="brief" type="string" string="%msg%\\n")\n```\n\n```rsyslog {name=b file=/etc/rsyslog.d/10-app.conf reload=r}\naction(type="omfile" file="/var/log/syslog" template="brief")\n```\n\n```sh {name=r}\nsystemctl restart rsyslog\n```\n',
  *check({ project, document, runbook }) {
    const definitions = new Map<string, BlockFact[]>();
    for (const one of blockFacts(document, runbook, ['defines'])) {
      if (!Object.hasOwn(inOrder, one.fact.space)) continue;
      const key = `${one.fact.space} ${one.fact.name}`;
      const known = definitions.get(key);
      if (known === undefined) definitions.set(key, [one]);
      else known.push(one);
    }
    if (definitions.size === 0) return;
    for (const { fact, block, span } of blockFacts(document, runbook, ['uses'])) {
      const all = definitions.get(`${fact.space} ${fact.name}`)?.filter((one) => mayMeet(runbook, one.block, block, project.inventory));
      // Its own definition is its language's to judge.
      if (all === undefined || all.length === 0 || all.some((one) => one.block === block)) continue;
      const [first] = all as [BlockFact];
      const what = inOrder[fact.space];
      const path = block.options.file ?? '';
      const related = [{ span: first.span, message: `It is defined in \`${first.block.name}\`` }];
      if (all.every((one) => readLater(one.block.options.file ?? '', path)))
        yield {
          span,
          message: `The ${what} \`${fact.name}\` is defined in \`${first.block.options.file}\`, which rsyslogd reads after \`${path}\`: it does not find it here`,
          related,
        };
      else if (all.every((one) => one.block.index > block.index))
        yield {
          span,
          message: `The ${what} \`${fact.name}\` is defined by \`${first.block.name}\`, which is installed only after this block: the daemon’s own check does not find it yet`,
          related,
        };
    }
  },
};

/** Whether of two files in one folder of drop-ins the first is read after the second. */
function readLater(a: string, b: string): boolean {
  const folder = a.slice(0, a.lastIndexOf('/') + 1);
  return folder.endsWith('.d/') && b.startsWith(folder) && !b.slice(folder.length).includes('/') && a > b;
}
