import type { LogrotateRule } from './define.ts';

export const hourlyTimer: LogrotateRule = {
  id: 'logrotate-hourly-timer',
  severity: 'info',
  summary: '`hourly` needs logrotate to be started every hour',
  why: 'logrotate does nothing by itself: the timer or cron job that distributions ship starts it once a day, so `hourly` becomes daily (logrotate(8), "hourly").',
  story: '`hourly` was set on a chatty log. The timer that the distribution ships runs once a day, so the disk was as full as before.',
  bad: '/var/log/app.log {\n    hourly\n    rotate 24\n}\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree }) {
    for (const { item: directive } of [...tree.named('hourly'), ...tree.named('minutes')]) {
      yield {
        message: `\`${directive.name.text}\` works only where logrotate is started that often; its timer or cron job does it once a day`,
        span: directive.name.span,
      };
    }
  },
};
