import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Form } from '../forms.ts';
import { stringsOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

/** Directives whose value is a port. */
const directives: ReadonlySet<string> = new Set([
  'udpserverrun',
  'inputtcpserverrun',
  'inputptcpserverrun',
  'inputrelpserverrun',
  'inputgssserverrun',
  'actionmailsmtpport',
  'actionsnmptargetport',
  'actionommysqlserverport',
]);

/** Parameters whose value is one. */
const ports = ['port', 'serverport', 'targetport'];

function hasPort({ word, names }: Form): boolean {
  return (word === 'input' || word === 'action') && ports.some((name) => names.has(name));
}

export const port: LanguageRule<Tree> = {
  id: 'rsyslog-port',
  severity: 'warning',
  summary: 'A port is no number from 0 to 65535',
  why: 'rsyslogd takes any text for a port when it checks the file, and only finds out when it opens the socket: the input then does not listen, the messages are not forwarded. Port 0 lets the system choose one. A service name from /etc/services works for most, so a word is only reported where it cannot be one.',
  story:
    '`port="5l4"`, with the letter l, passed the check of the configuration. The socket did not open when rsyslogd was started, and the error was the first line of a log that nobody received.',
  bad: 'action(type="omfwd" target="192.0.2.1" port="70000")\n',
  good: 'action(type="omfwd" target="192.0.2.1" port="6514")\n',
  *check({ tree }): Iterable<Report> {
    for (const { node, enabled } of objectsOf(tree.flat, hasPort)) {
      if (!enabled) continue;
      for (const name of ports) {
        for (const value of stringsOf(node, name)) {
          if (value.quote !== '`' && isNoPort(value.text))
            yield { message: `\`${value.text}\` is no port: a number from 0 to 65535 was expected`, span: value.span };
        }
      }
    }
    for (const node of tree.directives) {
      const word = node.value.split(/\s/, 1)[0] as string;
      if (directives.has(node.name) && word !== '' && isNoPort(word))
        yield {
          message: `\`${word}\` is no port: a number from 0 to 65535 was expected`,
          span: { start: node.valueSpan.start, end: node.valueSpan.start + word.length },
        };
    }
  },
};

function isNoPort(text: string): boolean {
  // A zero in front of other digits is a slip: nobody writes 0514.
  if (/^[0-9]+$/.test(text)) return Number(text) > 65535 || /^0[0-9]/.test(text);
  // A service name has a letter first and no blanks.
  return text !== '' && !/^[a-z][a-z0-9_-]*$/i.test(text);
}
