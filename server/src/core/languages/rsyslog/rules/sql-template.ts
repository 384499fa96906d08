import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { builtinTemplates } from '../facts/names.ts';
import { stringOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

/** Outputs that insist on a template that escapes quotes. */
const databases: ReadonlySet<string> = new Set(['ommysql', 'ompgsql', 'omlibdbi', 'omoracle', 'omclickhouse']);

export const sqlTemplate: LanguageRule<Tree> = {
  id: 'rsyslog-sql-template',
  severity: 'error',
  summary: 'An action that writes to a database has a template without an SQL option',
  why: "rsyslogd disables the action (`Action disabled. To use this action, you have to specify the SQL or stdSQL option in your template`, action.c): without the option a quote in a message would end the value, and whoever sends messages could write SQL. `option.sql` is MySQL's way, `option.stdsql` that of all others.",
  story: 'The template of the database had everything but its option. The file was loaded, the action was not, and the table stayed empty.',
  bad: 'module(load="ommysql")\ntemplate(name="t" type="string" string="insert into log values (\'%msg%\')")\naction(type="ommysql" server="db" db="d" uid="u" pwd="p" template="t")\n',
  good: 'module(load="ommysql")\ntemplate(name="t" type="string" string="insert into log values (\'%msg%\')" option.sql="on")\naction(type="ommysql" server="db" db="d" uid="u" pwd="p" template="t")\n',
  *check({ tree }): Iterable<Report> {
    const plain = new Map(tree.names.templates.filter(({ sql }) => !sql).map((template) => [template.name, template]));
    const report = (name: string, span: { start: number; end: number }, module: string): Report | undefined => {
      const template = plain.get(name);
      if (template === undefined && !Object.hasOwn(builtinTemplates, name)) return undefined;
      return {
        message: `\`${module}\` needs a template with \`option.sql\` or \`option.stdsql\`: \`${name}\` has neither, and the action is disabled`,
        span,
        ...(template && { related: [{ span: template.nameSpan, message: 'The template is defined here' }] }),
      };
    };
    for (const { node, enabled, form } of objectsOf(
      tree.flat,
      ({ word, module }) => word === 'action' && databases.has(module?.name ?? ''),
    )) {
      const template = enabled ? stringOf(node, 'template') : undefined;
      const found = template && report(template.text, template.inner, form.module?.name ?? '');
      if (found !== undefined) yield found;
    }
    for (const { action } of tree.flat.legacyActions) {
      if (
        action.module === undefined ||
        !databases.has(action.module) ||
        action.template === undefined ||
        action.templateSpan === undefined
      )
        continue;
      const found = report(action.template, action.templateSpan, action.module);
      if (found !== undefined) yield found;
    }
  },
};
