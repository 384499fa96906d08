import type { LanguageRule } from '../../../language.ts';
import type { Report } from '../../../rule.ts';
import { textOf } from '../objects.ts';
import { objectsOf } from '../syntax/flatten.ts';
import type { Tree } from '../syntax/tree.ts';
import { replacersOf, type TemplateDefinition } from '../templates.ts';

/** Properties whose text the sender writes, and that may hold a slash. */
const senders: ReadonlySet<string> = new Set(
  'hostname source syslogtag app-name procid msgid structured-data msg rawmsg rawmsg-after-pri'.split(' '),
);
const network = /^im(?:udp|tcp|ptcp|relp|dtls|http|gssapi|beats)$/;

export const unsafePath: LanguageRule<Tree> = {
  id: 'rsyslog-unsafe-path',
  severity: 'warning',
  summary: "A dynamic file's name is made of what a sender writes, without making it safe",
  why: 'Who sends a message chooses its host name, tag and text. With a slash or `..` in it (RFC 5424 forbids neither in the parsers) the name leads out of the folder: rsyslogd, often root, then creates or appends to any file. `secpath-replace` (`securePath="replace"`) turns slashes into `_`; `fromhost-ip` cannot be chosen. Reported where the tree\'s inputs take messages from the network, elsewhere a hint.',
  story:
    'A message came with `../../etc/cron.d/x` as its host name. The folder for hosts was not the only one that had a new file that night.',
  bad: 'module(load="imudp")\ninput(type="imudp" port="514")\ntemplate(name="f" type="string" string="/var/log/hosts/%hostname%.log")\naction(type="omfile" dynaFile="f")\n',
  good: 'module(load="imudp")\ninput(type="imudp" port="514")\ntemplate(name="f" type="string" string="/var/log/hosts/%hostname:::secpath-replace%.log")\naction(type="omfile" dynaFile="f")\n',
  *check({ tree, facts }): Iterable<Report> {
    const used = new Set<string>();
    for (const { node, enabled } of objectsOf(tree.flat, ({ word, names }) => word === 'action' && names.has('dynafile'))) {
      const name = enabled ? textOf(node, 'dynafile') : undefined;
      if (name !== undefined) used.add(name);
    }
    for (const { action } of tree.flat.legacyActions) if (action.kind === 'dynafile') used.add(action.target);
    if (used.size === 0) return;
    const listens = facts.some(({ fact }) => fact.kind === 'defines' && fact.space === 'rsyslog.module' && network.test(fact.name));
    for (const template of tree.names.templates) {
      if (!used.has(template.name)) continue;
      for (const { property, span } of unsafe(template))
        yield {
          severity: listens ? 'warning' : 'hint',
          message: `\`${property}\` is what the sender writes: without \`secpath-replace\` it may lead out of the folder`,
          span,
        };
    }
  },
};

function* unsafe(template: TemplateDefinition): Iterable<{ readonly property: string; readonly span: { start: number; end: number } }> {
  const { node, text, toSource } = template;
  if (text !== undefined && toSource !== undefined) {
    for (const { property, propertySpan, options } of replacersOf(template))
      if (senders.has(property.toLowerCase()) && !options.some((option) => /^secpath-/i.test(option.text)))
        yield { property, span: toSource(propertySpan) };
    return;
  }
  if (node.kind === 'directive') return;
  for (const item of node.body?.items ?? []) {
    const property = item.kind === 'object' && item.word === 'property' ? textOf(item, 'name') : undefined;
    if (item.kind === 'object' && property !== undefined && senders.has(property.toLowerCase()) && textOf(item, 'securepath') === undefined)
      yield { property, span: item.wordSpan };
  }
}
