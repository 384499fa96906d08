import { shellCheckRule } from '../../../shell/shellcheck-rule.ts';
import { scriptsOf } from '../scripts.ts';
import type { LogrotateRule } from './define.ts';

export const shellcheck: LogrotateRule = shellCheckRule(
  {
    id: 'logrotate-shellcheck',
    summary: 'What ShellCheck says of a script',
    why: 'logrotate runs its scripts at night, as root, with names of logs as arguments. Where `shellcheck` is on the `PATH` its findings stand at their places, each with its number and a link to its page. They are off with the setting `opsbook.shellcheck` in the editor, and on with `--shellcheck` on the command line. Its own comments (`# shellcheck disable=SC2086`) and `# opsbook-disable SC2086` count.',
    story:
      'A `prerotate` script copied `$1` to an archive without quotes. The tenant called `North West` got two files of others over its own, every week, until somebody asked for the logs.',
    bad: '"/var/log/app/*.log" {\n    weekly\n    rotate 4\n    missingok\n    notifempty\n    prerotate\n        cp $1 /srv/archive/\n    endscript\n}\n',
    good: '"/var/log/app/*.log" {\n    weekly\n    rotate 4\n    missingok\n    notifempty\n    prerotate\n        cp "$1" /srv/archive/\n    endscript\n}\n',
  },
  ({ tree, text }) => scriptsOf(tree, text),
);
