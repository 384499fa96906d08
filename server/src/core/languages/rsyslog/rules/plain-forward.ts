import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { parameterOf, stringsOf, textOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

export const plainForward: LanguageRule<Tree> = {
  id: 'rsyslog-plain-forward',
  severity: 'warning',
  summary: 'Messages are forwarded in the clear, though TLS is set up',
  why: 'A network driver for TLS and its certificates encrypt nothing by themselves: only an action over TCP with `StreamDriverMode="1"` (`$ActionSendStreamDriverMode 1` before one of the old kind) does. UDP never is. Whoever set up a certificate meant the messages not to be read on the way.',
  story:
    'The certificates were in place and the driver was named. One `@` line was older than both, and copied everything over UDP to the old server.',
  bad: 'global(defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="/etc/ssl/ca.pem")\n*.* @@logs.example.org:6514\n',
  good: 'global(defaultNetstreamDriver="gtls" defaultNetstreamDriverCAFile="/etc/ssl/ca.pem")\naction(type="omfwd" target="logs.example.org" port="6514" protocol="tcp" StreamDriverMode="1" StreamDriverAuthMode="x509/name")\n',
  *check({ tree }): Iterable<Report> {
    const driver =
      objectsOf(tree.flat, ({ word }) => word === 'global').find(
        ({ node, enabled }) => enabled && isTls(textOf(node, 'defaultnetstreamdriver')),
      )?.node.span ?? tree.directives.find(({ name, value }) => name === 'defaultnetstreamdriver' && isTls(value))?.span;
    if (driver === undefined) return;
    const report = (target: string, span: { start: number; end: number }): Report => ({
      message: `Messages go to \`${target}\` unencrypted, though a driver for TLS is set up`,
      span,
      related: [{ span: driver, message: 'It is set up here' }],
    });
    for (const { node, enabled } of objectsOf(tree.flat, ({ word, module }) => word === 'action' && module?.name === 'omfwd')) {
      if (!enabled) continue;
      const target = stringsOf(node, 'target')[0];
      const tcp = textOf(node, 'protocol')?.toLowerCase() === 'tcp';
      if (
        target === undefined ||
        isHere(target.text) ||
        (tcp && (textOf(node, 'streamdrivermode') ?? textOf(node, 'streamdriver.mode')) === '1')
      )
        continue;
      yield report(target.text, parameterOf(node, 'protocol')?.span ?? target.span);
    }
    let next = 0;
    let encrypts = false;
    for (const { action, span } of tree.flat.legacyActions) {
      for (let node = tree.directives[next]; node !== undefined && node.span.start < span.start; node = tree.directives[++next]) {
        if (node.name === 'actionsendstreamdrivermode') encrypts = node.value.split(/\s/, 1)[0] === '1';
        else if (node.name === 'resetconfigvariables') encrypts = false;
      }
      if (action.kind !== 'forward' || isHere(action.target) || (action.tcp === true && encrypts)) continue;
      yield report(action.target, span);
    }
  },
};

function isTls(driver: string | undefined): boolean {
  return driver !== undefined && /^(?:gtls|ossl|mbedtls)\b/.test(driver);
}

function isHere(target: string): boolean {
  return /^(?:127\.|localhost$|::1$)/.test(target);
}
