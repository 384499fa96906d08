import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { builtinTemplates } from '../facts/names.ts';
import { stringOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

/** Modules that use a built-in template where none is named. */
const withDefault: ReadonlySet<string> = new Set(['omfile', 'omfwd', 'ompipe', 'omusrmsg']);
const legacyWithDefault: ReadonlySet<string> = new Set(['file', 'dynafile', 'forward', 'pipe', 'users', 'shell']);

export const resetTemplates: LanguageRule<Tree> = {
  id: 'rsyslog-reset-templates',
  severity: 'error',
  summary: 'An action behind `$ResetConfigVariables` uses a template that the directive has removed',
  why: '`$ResetConfigVariables` removes the built-in templates and those of `$template` together with the variables, so every action behind it that uses one of them, be it as the default, fails with `Could not find template`. Templates of `template()` stay. Found by asking rsyslogd 8.2302 and 8.2610.',
  story:
    '`$ResetConfigVariables` was copied in to tidy up. It took the templates of the file with it, and every action below failed with "Could not find template".',
  bad: '$ResetConfigVariables\n*.* /var/log/all\n',
  good: 'template(name="line" type="string" string="%msg%\\n")\n$ResetConfigVariables\n*.* /var/log/all;line\n',
  *check({ tree }): Iterable<Report> {
    const reset = tree.directives.find(({ name }) => name === 'resetconfigvariables');
    if (reset === undefined || tree.directives.some(({ name, span }) => /defaulttemplate$/.test(name) && span.start > reset.span.start))
      return;
    const kept = new Set(
      tree.names.templates.filter(({ node }) => node.kind === 'object' || node.span.start > reset.span.start).map(({ name }) => name),
    );
    const removed = new Set(tree.names.templates.map(({ name }) => name).filter((name) => !kept.has(name)));
    const report = (template: string | undefined, span: Span): Report | undefined =>
      template !== undefined && !Object.hasOwn(builtinTemplates, template) && !removed.has(template)
        ? undefined
        : kept.has(template ?? '')
          ? undefined
          : {
              message: `${template === undefined ? 'The default template' : `The template \`${template}\``} is gone: \`$ResetConfigVariables\` above has removed it`,
              span,
              related: [{ span: reset.span, message: 'It is removed here' }],
            };
    for (const { node, enabled } of objectsOf(tree.flat, ({ word, module }) => word === 'action' && withDefault.has(module?.name ?? ''))) {
      if (!enabled || node.span.start < reset.span.start) continue;
      const template = stringOf(node, 'template');
      const found = template?.quote === '`' ? undefined : report(template?.text, template?.inner ?? node.wordSpan);
      if (found !== undefined) yield found;
    }
    for (const node of tree.flat.legacyActions) {
      if (node.span.start < reset.span.start) continue;
      const { action } = node;
      const found = legacyWithDefault.has(action.kind) ? report(action.template, action.templateSpan ?? node.span) : undefined;
      if (found !== undefined) yield found;
    }
  },
};
