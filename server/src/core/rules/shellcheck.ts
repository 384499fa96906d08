import { shellCheckKey, shellCheckReports } from '../shell/shellcheck.ts';
import type { RunbookRule } from './runbook-rule.ts';

/** What ShellCheck says of the shell in steps. */
export const shellcheck: RunbookRule = {
  id: 'runbook-shellcheck',
  severity: 'warning',
  summary: 'What ShellCheck says of the shell in a step',
  why: 'ShellCheck knows hundreds of ways in which shell does something else than it looks like. Where `shellcheck` is on the `PATH` its findings stand at their places, each with its number and a link to its page. They are off with the setting `opsbook.shellcheck` in the editor, and on with `--shellcheck` on the command line. Its own comments (`# shellcheck disable=SC2086`) and a `.shellcheckrc` count, and `opsbook-disable SC2086` does too. Comments that make no sense of one step of a run are left out (SC2034, SC2154, SC2164 and the like).',
  story:
    'A step had `rm -rf $base/$release`, and one release was called `2024 05`. ShellCheck had known for years what two words do there.',
  bad: '---\nrunbook:\n---\n\n```sh\nfor f in $(ls /srv); do\n  gzip $f\ndone\n```\n',
  good: '---\nrunbook:\n---\n\n```sh\nfor f in /srv/*; do\n  gzip "$f"\ndone\n```\n',
  needs: 'shellcheck',
  *check({ project, document, runbook }) {
    if (project.shellCheck === undefined) return;
    for (const block of runbook.blocks) {
      const script = document.shells.get(block.index);
      const comments = script === undefined ? undefined : project.shellCheck.get(shellCheckKey(script));
      if (script === undefined || comments === undefined) continue;
      for (const report of shellCheckReports(script, comments)) {
        yield {
          ...report,
          span: block.map.toDocument(report.span),
          fixes: (report.fixes ?? []).map((fix) => ({
            ...fix,
            edits: fix.edits.map((edit) => ({ ...edit, span: block.map.toDocumentEdit(edit.span) })),
          })),
        };
      }
    }
  },
};
