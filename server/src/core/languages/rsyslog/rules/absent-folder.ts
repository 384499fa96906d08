import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { folderOf } from '../asks.ts';
import { droppedUser } from '../dropped-user.ts';
import { fileTargets } from '../file-targets.ts';
import { rootFolder } from '../root-folders.ts';
import { textOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { ObjectNode, Tree } from '../syntax/tree.ts';
import { isOff } from '../values.ts';

export const absentFolder: LanguageRule<Tree> = {
  id: 'rsyslog-absent-folder',
  severity: 'hint',
  summary: 'The folder of a file that is to be written is not there',
  why: 'omfile makes it with the first message (`prepareFile`, tools/omfile.c), with the mode of `dirCreateMode`, which is 0700 where nothing else is said: then nobody but its owner reads the logs in it. With `createDirs="off"` it makes none, and each message for the file is lost until somebody does. Looked at where the machine itself is judged, and in a tree that mirrors a host’s root where the folders around it are there.',
  story:
    'The new folder for the application’s logs appeared by itself, as root’s with mode 0700. The agent that was to ship them saw nothing for a week.',
  bad: 'local0.* /var/log/app/app.log\n',
  good: 'local0.* /var/log/app.log\n',
  exampleHost: { '/var/log': { kind: 'folder' }, '/var/log/app': { kind: 'missing' } },
  *check(context): Iterable<Report> {
    const { tree, onHost } = context;
    if (onHost === undefined) return;
    let defaults: ObjectNode | undefined;
    for (const { node, enabled } of objectsOf(tree.flat, ({ word }) => word === 'module'))
      if (enabled && textOf(node, 'load')?.toLowerCase() === 'builtin:omfile') defaults = node;
    const user = droppedUser(context);
    for (const { path, span, legacy, settings } of fileTargets(tree)) {
      const folder = folderOf(path);
      if (onHost(folder)?.kind !== 'missing') continue;
      if (isOff(settings.createFolders)) {
        yield {
          message: `\`${folder}\` is not there, and rsyslogd is told to make no folders: nothing is written to \`${path}\` until somebody makes it`,
          span,
        };
        continue;
      }
      // The warning that it cannot be made says more.
      if (user !== undefined && rootFolder(context, folder) === folderOf(folder)) continue;
      const own = legacy ? undefined : defaults;
      const owner = settings.folderOwner ?? (own && textOf(own, 'dirowner')) ?? user?.name ?? 'root';
      const mode = settings.folderMode ?? (own && textOf(own, 'dircreatemode')) ?? '0700';
      yield {
        message: `\`${folder}\` is not there: ${user === undefined ? 'rsyslogd' : `rsyslogd, by then \`${user.name}\`,`} makes it with the first message, for \`${owner}\` with mode \`${mode}\``,
        span,
      };
    }
  },
};
