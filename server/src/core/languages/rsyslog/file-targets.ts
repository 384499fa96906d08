import type { Span } from '../../text/span.ts';
import { stringOf, textOf } from './objects.ts';
import { objectsOf } from './syntax/flatten.ts';
import type { Tree } from './syntax/tree.ts';

/** What an action says of the file that it writes and of the folders that it makes, as it is written; what is not said is not there. */
export interface FileSettings {
  readonly owner?: string;
  readonly group?: string;
  readonly mode?: string;
  readonly folderOwner?: string;
  readonly folderMode?: string;
  readonly createFolders?: string;
}

/** A file that an action of omfile writes, whose name is no template. */
export interface FileTarget {
  readonly path: string;
  readonly span: Span;
  /** The whole action. */
  readonly extent: Span;
  /** Whether it is an action of the old kind. */
  readonly legacy: boolean;
  readonly settings: FileSettings;
}

const directives: Readonly<Record<string, keyof FileSettings>> = {
  fileowner: 'owner',
  filegroup: 'group',
  filecreatemode: 'mode',
  dirowner: 'folderOwner',
  dircreatemode: 'folderMode',
  createdirs: 'createFolders',
};

/** The files that a configuration writes: those of `action(type="omfile")`, then those of actions of the old kind, which `$FileOwner` and its like above them hold for. */
export function* fileTargets(tree: Tree): Iterable<FileTarget> {
  for (const { node, enabled } of objectsOf(
    tree.flat,
    ({ word, module, names }) => word === 'action' && module?.name === 'omfile' && names.has('file'),
  )) {
    if (!enabled) continue;
    const file = stringOf(node, 'file');
    if (file === undefined || file.quote === '`' || file.text === '') continue;
    const settings: { -readonly [K in keyof FileSettings]: FileSettings[K] } = {};
    for (const [parameter, key] of Object.entries(directives)) {
      const value = textOf(node, parameter);
      if (value !== undefined) settings[key] = value;
    }
    yield { path: file.text, span: file.inner, extent: node.span, legacy: false, settings };
  }
  let settings: FileSettings = {};
  let next = 0;
  for (const { span, action } of tree.flat.legacyActions) {
    for (; next < tree.directives.length && (tree.directives[next]?.span.start ?? 0) < span.start; next++) {
      const directive = tree.directives[next];
      const key = directives[directive?.name ?? ''];
      if (directive?.name === 'resetconfigvariables') settings = {};
      else if (directive !== undefined && key !== undefined) settings = { ...settings, [key]: directive.value.split(/\s/, 1)[0] as string };
    }
    if (action.kind === 'file' && action.target.startsWith('/'))
      yield { path: action.target, span: action.targetSpan, extent: span, legacy: true, settings };
  }
}
