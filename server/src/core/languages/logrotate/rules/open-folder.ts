import type { LogrotateRule } from './define.ts';

const inOpenFolder = /^(\/tmp|\/var\/tmp|\/dev\/shm|\/run\/lock)\/[^/]*$/;

/** logrotate.c, rotateLogSet and findNeedRotating: "parent directory has insecure permissions". */
export const openFolder: LogrotateRule = {
  id: 'logrotate-open-folder',
  severity: 'warning',
  summary: 'A log in a folder that everybody may write to, without `su`',
  why: 'As root logrotate skips logs whose folder others, or a group that is not root, may write to, unless `su` says as whom to rotate them.',
  story:
    "The application's user owns its log folder. As root logrotate skips such a folder until `su` says as whom to act, and cron's mail about it had a filter of its own.",
  bad: '/tmp/app.log {\n    daily\n    rotate 7\n}\n',
  good: '/tmp/app.log {\n    su app app\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    for (const scope of tree.inForce) {
      for (const log of scope.stanza.logs) {
        const folder = inOpenFolder.exec(log.text)?.[1];
        if (folder === undefined || scope.get('su') !== undefined) continue;
        yield {
          message: `Everybody may write to \`${folder}\`: logrotate skips \`${log.text}\` unless \`su\` says as whom to rotate it`,
          span: log.span,
        };
      }
    }
  },
};
