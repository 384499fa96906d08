import type { Span } from '../../text/span.ts';
import { stringOf } from './objects.ts';
import { objectsOf } from './syntax/flatten.ts';
import type { Tree } from './syntax/tree.ts';

const keys = ['streamdriver.keyfile', 'tls.myprivkey'];

/**
 * Private keys that are read at each connection to another host, when rsyslogd runs already: those of `omfwd` (`Connect`, runtime/nsd_gtls.c
 * and nsd_ossl.c) and of `omrelp`. Inputs read theirs while they are set up, before privileges are dropped.
 */
export function* keysReadLate(tree: Tree): Iterable<{ readonly path: string; readonly span: Span }> {
  for (const { node, enabled } of objectsOf(tree.flat, ({ word, names }) => word === 'action' && keys.some((key) => names.has(key)))) {
    if (!enabled) continue;
    for (const parameter of keys) {
      const key = stringOf(node, parameter);
      if (key !== undefined && key.quote !== '`' && key.text.startsWith('/')) yield { path: key.text, span: key.inner };
    }
  }
}
