import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { nearest } from '../../values/suggest.ts';
import type { Tree } from '../syntax/tree.ts';
import { statementWords } from '../syntax/words.ts';

export const legacyAction: LanguageRule<Tree> = {
  id: 'rsyslog-action',
  severity: 'error',
  summary: 'An action of the old kind is written wrongly, or a word that was to be a statement is taken for a user',
  why: 'Behind a target only `;template` may stand (`cflineParseTemplateName`, runtime/conf.c). The name of a host ends at `:`, `;` or `#` and at nothing else (parseSelectorAct, tools/omfwd.c): in `@loghost # central` it is `loghost` and a blank, which no resolver finds. A bare word is for rsyslogd the name of a user who gets the message on the terminal: a misspelled `stop` discards nothing, and rsyslogd only says that warnings occurred.',
  story: "A blank slipped between the file and `;template`. rsyslogd refused what stood behind it, and the log lost its time stamps' zone.",
  bad: 'mail.* /var/log/mail.log extra\n',
  good: 'mail.* /var/log/mail.log;RSYSLOG_FileFormat\n& stop\n',
  *check({ tree }): Iterable<Report> {
    for (const node of tree.flat.legacyActions) {
      const { action } = node;
      for (const { instead, ...trouble } of action.troubles) {
        const fixes =
          instead === undefined ? [] : [{ title: `Write \`${instead}\``, certain: false, edits: [{ span: trouble.span, text: instead }] }];
        yield { ...trouble, fixes };
      }
      if (action.kind === 'unknown')
        yield {
          message: `\`${node.text.split(/\s/, 1)[0]}\` is no action: a path, \`@host\`, \`|pipe\`, \`:omusrmsg:users\` or \`action()\` was expected`,
          span: node.span,
        };
      if (action.kind === 'forward' && action.port !== undefined && !/^\d*$/.test(action.port))
        yield { severity: 'warning', message: `\`${action.port}\` is no port number`, span: action.portSpan ?? node.span };
      if (action.kind === 'forward' && action.target === '')
        yield { severity: 'warning', message: 'This forwarding action names no host', span: node.span };
      if (action.kind !== 'users' || action.module !== undefined || action.target === '*') continue;
      const meant = nearest(
        action.target,
        statementWords.filter((word) => word === 'stop' || word === 'continue' || word === 'call'),
      );
      if (meant !== undefined) {
        yield {
          message: `\`${action.target}\` is taken for the name of a user: did you mean \`${meant}\`?`,
          span: node.span,
          fixes: [{ title: `Change to \`${meant}\``, certain: false, edits: [{ span: node.span, text: meant }] }],
        };
      }
    }
  },
};
