import type { PathLink } from '../../../language.ts';
import type { Span } from '../../../text/span.ts';
import type { Parsed } from '../../../unit.ts';
import { moduleOf, stringsOf } from '../objects.ts';
import type { ObjectNode, Tree } from '../syntax/tree.ts';

/** Parameters of any module that name a certificate or a key. */
const credentials = /(?:^|\.)(?:cacert|mycert|myprivkey|cafile|certfile|keyfile|crlfile)$/;

/**
 * The files that a configuration names, beside those that it includes: those that `omfile` and actions of the old kind write, that `imfile`
 * follows, that lookup tables come from, certificates and keys. Relative paths, which count from where rsyslogd was started, globs and
 * names that are computed lead nowhere.
 */
export function pathLinks({ tree }: Parsed<Tree>): readonly PathLink[] {
  const out: PathLink[] = [];
  const add = (span: Span, path: string): void => {
    if (/^\/[^*?[\]{}%\n]*[^*?[\]{}%\n/]$/.test(path)) out.push({ span, path });
  };
  for (const { node } of tree.flat.objects)
    for (const { name } of node.parameters)
      if (namesFile(node, name)) for (const value of stringsOf(node, name)) if (value.quote !== '`') add(value.inner, value.text);
  for (const { action } of tree.flat.legacyActions) if (action.kind === 'file') add(action.targetSpan, action.target);
  return out.sort((a, b) => a.span.start - b.span.start);
}

function namesFile(node: ObjectNode, name: string): boolean {
  if (name === 'action.errorfile' || credentials.test(name)) return true;
  if (name !== 'file') return false;
  if (node.word === 'lookup_table') return true;
  const module = moduleOf(node)?.name;
  return (node.word === 'action' && module === 'omfile') || (node.word === 'input' && module === 'imfile');
}
