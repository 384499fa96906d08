import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import type { Span } from '../../../text/span.ts';
import { droppedUser } from '../dropped-user.ts';
import { stringOf, stringsOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';

/** A port that is bound when rsyslogd has dropped its privileges. */
interface LatePort {
  readonly module: string;
  readonly port: string;
  readonly span: Span;
}

export const privilegedPort: LanguageRule<Tree> = {
  id: 'rsyslog-privileged-port',
  severity: 'warning',
  summary: 'An input binds a port below 1024 when rsyslogd is no longer root',
  why: "Most inputs bind their ports before rsyslogd becomes the user of `$PrivDropToUser` (`privdrop.user.name`), so a port below 1024 is no trouble for them (`activateCnfPrePrivDrop` of imudp, imtcp, imptcp and imrelp). Three do not: imgssapi listens when it begins to run (`runInput`, plugins/imgssapi/imgssapi.c), imhttp when the configuration is activated (`activateCnf`, contrib/imhttp/imhttp.c), and imdtls binds its port once more for each sender (`DTLSHandleSessions`, plugins/imdtls/imdtls.c). Such a port is then refused, unless the kernel's `net.ipv4.ip_unprivileged_port_start` was lowered. `rsyslogd -N1` finds nothing wrong.",
  story:
    'The log server was made safer: rsyslogd became `syslog` after its start. The ports of the other inputs were open as before; the one for Kerberos was not, and its senders queued until their disks were full.',
  bad: '$PrivDropToUser syslog\nmodule(load="imhttp" ports="80")\n',
  good: '$PrivDropToUser syslog\nmodule(load="imhttp" ports="8080")\n',
  *check(context): Iterable<Report> {
    const user = droppedUser(context);
    if (user === undefined) return;
    for (const { module, port, span } of latePorts(context.tree)) {
      if (Number(port) === 0 || Number(port) >= 1024) continue;
      yield {
        message:
          module === 'imdtls'
            ? `\`imdtls\` binds port ${port} again for each sender, when rsyslogd runs as \`${user.name}\`: ports below 1024 are root's, and no sender is heard`
            : `\`${module}\` binds port ${port} only when rsyslogd runs as \`${user.name}\`: ports below 1024 are root's, and nothing listens`,
        span,
        related: [user.where],
      };
    }
  },
};

function* latePorts(tree: Tree): Iterable<LatePort> {
  for (const { node, enabled, form } of objectsOf(tree.flat, ({ module }) => module?.name === 'imdtls' || module?.name === 'imhttp')) {
    if (!enabled) continue;
    const module = form.module?.name;
    if (node.word === 'input' && module === 'imdtls') {
      for (const { text, inner, quote } of stringsOf(node, 'port'))
        if (quote !== '`' && /^\d+$/.test(text)) yield { module, port: text, span: inner };
    }
    if (node.word === 'module' && module === 'imhttp') {
      const value = stringOf(node, 'ports');
      if (value === undefined || value.quote === '`') continue;
      // CivetWeb's list: each with an address before it and letters behind it, if any.
      for (const one of value.text.split(',')) {
        const port = /(\d+)[a-z]*\s*$/.exec(one)?.[1];
        if (port !== undefined) yield { module, port, span: value.inner };
      }
    }
  }
  for (const { name, value, valueSpan } of tree.directives) {
    const port = value.split(/\s/, 1)[0] as string;
    if (name === 'inputgssserverrun' && /^\d+$/.test(port))
      yield { module: 'imgssapi', port, span: { start: valueSpan.start, end: valueSpan.start + port.length } };
  }
}
