import type { Directive, Item, Junk, LogrotateTree, Stanza } from './tree.ts';

/** Everything that stands in a configuration with the stanza it stands in, in order; stanzas themselves are not among it. */
export function* eachItem(tree: LogrotateTree): Iterable<{ item: Exclude<Item, Stanza>; stanza: Stanza | undefined }> {
  for (const item of tree.items) {
    if (item.kind !== 'stanza') yield { item, stanza: undefined };
    else for (const inner of item.items) if (inner.kind !== 'stanza') yield { item: inner, stanza: item };
  }
}

/** Every directive, in order, with its stanza. */
export function* eachDirective(tree: LogrotateTree): Iterable<{ directive: Directive; stanza: Stanza | undefined }> {
  for (const { item, stanza } of eachItem(tree)) if (item.kind === 'directive') yield { directive: item, stanza };
}

/** Every stretch of junk of one reason, in order, with its stanza. */
export function* eachJunk(tree: LogrotateTree, reason: Junk['reason']): Iterable<{ junk: Junk; stanza: Stanza | undefined }> {
  for (const { item, stanza } of eachItem(tree)) if (item.kind === 'junk' && item.reason === reason) yield { junk: item, stanza };
}
