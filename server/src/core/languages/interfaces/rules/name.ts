import type { Report } from '../../../rule.ts';
import { selectedNames } from '../read/interface-words.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { InterfacesTree, Word } from '../tree.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const name: InterfacesRule = {
  id: 'interfaces-name',
  severity: 'warning',
  summary: 'a name that no interface can have',
  why: 'The kernel cuts names off at 15 characters (IFNAMSIZ in linux/if.h): an interface of a longer name is never there, and `ip` refuses it. A logical name that a mapping or `auto eth0=LOGICAL` chooses may be as long as it likes, except that ifup labels IPv4 addresses with real names.',
  story:
    'The interface was called `production-uplink0`. The kernel keeps 15 characters, so an interface of that name was never there to be brought up.',
  bad: 'auto eth0_to_the_datacenter\niface eth0_to_the_datacenter inet dhcp\n',
  good: 'auto eth0\niface eth0 inet dhcp\n',
  *check({ tree }) {
    let logical: ReadonlySet<string> | undefined;
    for (const stanza of tree.stanzas) {
      const own = stanza.kind === 'iface' && stanza.iface?.name !== undefined ? [stanza.iface.name] : [];
      for (const word of own.length > 0 ? own : stanza.kind === 'auto' || stanza.kind === 'allow' ? selectedNames(stanza) : []) {
        const report = judge(word);
        if (report === undefined) continue;
        logical ??= logicalNames(tree);
        // What `auto` names is a real interface, which cannot be there.
        if (!logical.has(word.text)) yield own.length > 0 || report.severity !== undefined ? report : { ...report, severity: 'error' };
      }
    }
  },
};

/** Names that a mapping or `auto eth0=LOGICAL` chooses. */
function logicalNames({ stanzas }: InterfacesTree): ReadonlySet<string> {
  return new Set(
    stanzas.flatMap(({ kind, args, options }) =>
      kind === 'mapping'
        ? options.flatMap(({ words }) => words.map(({ text }) => text))
        : args.flatMap(({ text }) => (text.includes('=') ? [text.slice(text.lastIndexOf('=') + 1)] : [])),
    ),
  );
}

function judge({ text, span }: Word): Report | undefined {
  if (/^[\w.-]+:$/.test(text)) {
    const meant = text.slice(0, -1);
    return {
      severity: 'warning',
      span,
      message: `The colon belongs to the name: \`${text}\` is not \`${meant}\`, which was expected`,
      fixes: [{ title: `Write \`${meant}\``, certain: false, edits: [{ span, text: meant }] }],
    };
  }
  if (text.length <= 15 || isPlaceholder(text) || text.startsWith('/') || text.startsWith('#')) return undefined;
  const label = text.includes(':') ? 'the label' : 'the name of an interface';
  return { span, message: `\`${text}\` has ${text.length} characters; ${label} has 15 at most` };
}
