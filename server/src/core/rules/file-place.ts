import { languageNamed, languageOfPath } from '../languages/registry.ts';
import { nearest } from '../languages/values/suggest.ts';
import { attributeOf, valueSpan } from '../runbook/attribute-edits.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** A config block whose `file=` is a path at which nothing of its language is read. */
export const filePlace: RunbookRule = {
  id: 'runbook-file-place',
  severity: 'warning',
  summary: 'A block of a configuration language whose `file=` is a path at which its daemon reads nothing',
  why: 'The file is installed, all is well, and nothing happens: the daemon looks elsewhere. `rsyslog.conf` as it is shipped includes only names that end in `.conf`, and logrotate reads what lies in `/etc/logrotate.d` itself, not in folders below it. Only paths under `/etc` are judged; elsewhere a main file may include anything.',
  story:
    'A block went to `/etc/networking/interfaces`, one syllable too much. The file was made, with its folder, the check looked for it and found it, and at the next boot the server came up with its old address.',
  bad: '---\nrunbook:\n---\n\n```logrotate {file=/etc/logrotated/app}\n/var/log/app.log {\n  missingok\n}\n```\n',
  good: '---\nrunbook:\n---\n\n```logrotate {file=/etc/logrotate.d/app}\n/var/log/app.log {\n  missingok\n}\n```\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      const { file } = block.options;
      const language = languageNamed(block.language);
      const at = attributeOf(block, 'file');
      if (block.kind !== 'file' || language === undefined || file === undefined || at === undefined) continue;
      if (!file.startsWith('/etc/') || file.includes('$')) continue;
      const there = languageOfPath(file);
      const below = /\/logrotate\.d\/.*\//.test(file);
      if (there?.id === language.id && !below) continue;
      const span = valueSpan(runbook.text, at);
      const meant = meantBy(file, language.paths);
      yield {
        span,
        message: `${language.title} reads nothing at \`${file}\`${there !== undefined && there.id !== language.id ? `, where ${there.title} does` : ''}: ${meant === undefined ? `a path such as ${places(language.paths)} was expected` : `did you mean \`${meant}\`?`}`,
        fixes: meant === undefined ? [] : [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span, text: meant }] }],
      };
    }
  },
};

/** The place of the language that is most like `file`: with the ending that is wanted, out of a folder too deep, or with a slip mended. */
function meantBy(file: string, paths: readonly string[]): string | undefined {
  const base = file.slice(file.lastIndexOf('/') + 1);
  const candidates = paths.flatMap((glob) => {
    const path = glob.replace(/^\*\*\//, '/etc/');
    if (path.endsWith('/**')) return [`${path.slice(0, -2)}${base}`];
    const star = /^(.*\/)\*(\.\w+)?$/.exec(path);
    if (star === null) return path.includes('*') ? [] : [path];
    const [, folder = '', ending = ''] = star;
    return [`${folder}${base}${base.endsWith(ending) ? '' : ending}`];
  });
  const known = candidates.filter((path) => languageOfPath(path) !== undefined);
  const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
  // The right folder and another name, else a folder too deep, else a slip.
  const beside = known.find((path) => folderOf(path) === folderOf(file) && folderOf(path) !== '/etc/');
  const above = known.find((path) => file.startsWith(folderOf(path)) && folderOf(path) !== '/etc/');
  return beside ?? above ?? nearest(file, known);
}

function places(paths: readonly string[]): string {
  return paths
    .map(
      (glob) =>
        `\`${glob
          .replace(/^\*\*\//, '/etc/')
          .replace(/\*\*$/, 'NAME')
          .replace(/\*/, 'NAME')}\``,
    )
    .join(' or ');
}
