import { judgeOwnership } from '../judge-ownership.ts';
import { readings } from '../version.ts';
import { inDirectives } from './alike.ts';
import { consequence, type LogrotateRule } from './define.ts';

/** config.c, readModeUidGid, for `create` and `createolddir`. */
export const badOwnership: LogrotateRule = {
  id: 'logrotate-bad-ownership',
  severity: 'error',
  summary: 'Mode, owner and group behind `create` or `createolddir` that logrotate does not take',
  why: 'Up to three words: an octal mode, a user and a group. To 3.21 the leading octal digits are the mode; from 3.22 the number of words decides, so that two are always user and group and one is always the mode.',
  story:
    '`create 640 root` became user and group on the new release, where two words always are. After the upgrade the log belonged to an account that did not exist, and the stanza failed.',
  bad: '/var/log/app.log {\n    create 0640 root adm # readable for adm\n}\n',
  good: '/var/log/app.log {\n    create 0640 root adm\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  *check({ tree, settings }) {
    const versions = readings(settings);
    yield* inDirectives(tree, ['ownership'], function* ({ item: directive, stanza }) {
      const { value } = directive;
      if (value === undefined) return;
      // What nearly all say is right in every release.
      if (/^0?[0-7]{3} [a-z_][\w-]* [a-z_][\w-]*$/.test(value.text)) return;
      const reports = versions.map((version) => judgeOwnership(directive.name.text, value, version));
      const report = reports.at(-1) ?? reports[0];
      if (report === undefined) return;
      const refused = reports.filter((one) => one !== undefined && one.severity !== 'warning').length;
      if (refused === versions.length) yield { ...report, message: `${report.message}; ${consequence(stanza !== undefined)}` };
      else {
        const who = refused === 0 || reports.at(-1) !== undefined ? '' : '; to 3.21 logrotate refuses it';
        yield { ...report, severity: 'warning', message: `${report.message}${who}` };
      }
    });
  },
};
