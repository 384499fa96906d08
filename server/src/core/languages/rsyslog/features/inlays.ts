import type { Inlay, RuleContext } from '../../../language.ts';
import { severities } from '../facts/names.ts';
import { moduleOf, parameterOf } from '../objects.ts';
import { readSelector } from '../syntax/selector.ts';
import type { Tree } from '../syntax/tree.ts';

/** The template an action uses where it names none, by module. */
const templates: Readonly<Record<string, string>> = {
  omfile: 'RSYSLOG_FileFormat',
  omfwd: 'RSYSLOG_TraditionalForwardFormat',
  omrelp: 'RSYSLOG_ForwardFormat',
  ompipe: 'RSYSLOG_FileFormat',
};

/** Notes: the name of a severity that is given as a number, the template that holds where none is named. */
export function inlays({ tree }: RuleContext<Tree>): readonly Inlay[] {
  const out: Inlay[] = [];
  for (const filter of tree.flat.filters) {
    if (filter.kind !== 'selector') continue;
    for (const { severity } of readSelector(filter.text, filter.filterSpan.end - filter.text.length)) {
      const name = /^[0-7]$/.test(severity.text) ? severities[Number(severity.text)] : undefined;
      if (name !== undefined) out.push({ offset: severity.span.end, label: name, tooltip: 'The severity of this number' });
    }
  }
  // $ActionFileDefaultTemplate and module() can name another template: then nothing is said.
  const changed =
    tree.directives.some(({ name }) => /defaulttemplate$/.test(name)) ||
    tree.flat.objects.some(({ node }) => node.word === 'module' && parameterOf(node, 'template') !== undefined);
  if (changed) return out;
  for (const { node, enabled } of tree.flat.objects) {
    const template = enabled && node.word === 'action' ? templates[moduleOf(node)?.name ?? ''] : undefined;
    if (template !== undefined && parameterOf(node, 'template') === undefined)
      out.push({ offset: node.inside.end, label: `template: ${template}`, tooltip: 'The template that is used where none is named' });
  }
  for (const node of tree.flat.legacyActions) {
    const { action } = node;
    const template =
      action.kind === 'file' || action.kind === 'dynafile'
        ? templates['omfile']
        : action.kind === 'forward'
          ? templates['omfwd']
          : undefined;
    if (template !== undefined && action.template === undefined && action.troubles.length === 0)
      out.push({
        offset: action.portSpan?.end ?? action.targetSpan.end,
        label: `;${template}`,
        tooltip: 'The template that is used where none is named',
      });
  }
  return out.sort((a, b) => a.offset - b.offset);
}
