import type { Span } from '../../text/span.ts';
import { stringOf } from './objects.ts';
import { objectsOf } from './syntax/flatten.ts';
import type { Tree } from './syntax/tree.ts';

/** The files that imfile follows, where their names are absolute and no patterns. It opens them when rsyslogd runs already (`runInput`, plugins/imfile/imfile.c). */
export function* followedFiles(tree: Tree): Iterable<{ readonly path: string; readonly span: Span }> {
  for (const { node, enabled } of objectsOf(tree.flat, ({ word, module }) => word === 'input' && module?.name === 'imfile')) {
    if (!enabled) continue;
    const file = stringOf(node, 'file');
    if (file !== undefined && file.quote !== '`' && /^\/[^*?[{]*$/.test(file.text)) yield { path: file.text, span: file.inner };
  }
  for (const { name, value, valueSpan } of tree.directives)
    if (name === 'inputfilename' && /^\/[^*?[{\s]*$/.test(value)) yield { path: value, span: valueSpan };
}
