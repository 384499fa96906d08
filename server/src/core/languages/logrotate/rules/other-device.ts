import type { LogrotateRule } from './define.ts';

/** Folders that are mostly mounts of their own. */
const mounts = /^\/(mnt|media|srv|data|backup|nfs|net|home|tmp|dev\/shm|run)(\/|$)/;

export const otherDevice: LogrotateRule = {
  id: 'logrotate-other-device',
  severity: 'info',
  summary: '`olddir` may be on another device than the log',
  why: 'Logs are moved by rename(2), which stays on one device; else logrotate refuses the stanza ("are on different devices", config.c) unless `copy`, `copytruncate` or `renamecopy` is set.',
  story: '`olddir` was put on the large disk. rename does not cross disks: the stanza was refused from the first night on.',
  bad: '/var/log/app.log {\n    olddir /mnt/old-logs\n}\n',
  good: '/var/log/app.log {\n    olddir /var/log/old\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    for (const scope of tree.inForce) {
      const olddir = scope.own.get('olddir');
      if (olddir?.value === undefined || !olddir.value.text.startsWith('/')) continue;
      if (['copy', 'copytruncate', 'renamecopy'].some((slot) => scope.flag(slot) === true)) continue;
      const mount = mounts.exec(olddir.value.text)?.[0];
      if (mount === undefined || scope.stanza.logs.every((log) => log.text.startsWith(mount))) continue;
      yield {
        message: `\`${olddir.value.text}\` may be on another device than the log; then logrotate refuses the stanza unless \`renamecopy\`, \`copy\` or \`copytruncate\` is set`,
        span: olddir.value.span,
      };
    }
  },
};
