import type { Fact } from '../../facts.ts';
import { writeIpv4 } from '../values/ipv4.ts';
import { writeIpv6 } from '../values/ipv6.ts';
import { commandWords } from './read/command-words.ts';
import { carrierOf, interfaceWords, isPlainName, selectedNames } from './read/interface-words.ts';

import type { Stanza, Word } from './tree.ts';

/** The namespace of interfaces, in facts. */
export const ifaceSpace = 'interfaces.iface';

/** What an interfaces file tells others: which interfaces it defines and uses, their addresses, which own which, what it includes. */
export function factsOf(stanzas: readonly Stanza[]): readonly Fact[] {
  const out: Fact[] = [];
  for (const stanza of stanzas) addFacts(stanza, out);
  const known = new Set<string>();
  for (const { name } of out) known.add(name);
  for (const stanza of stanzas) for (const word of commandWords(stanza, known)) out.push(use(word, 'command'));
  // Nothing watches the file: ifup and its init script read it when they are called.
  if (stanzas.length > 0)
    out.push({ kind: 'needsReload', space: 'service', name: 'networking', span: { start: 0, end: 0 }, detail: { how: 'reload' } });
  return out;
}

function use(name: Word, how: string): Fact {
  return { kind: 'uses', space: ifaceSpace, name: name.text, span: name.span, detail: { how } };
}

function addFacts(stanza: Stanza, out: Fact[]): void {
  const { kind, iface, args, span: extent } = stanza;
  if (kind === 'auto' || kind === 'allow' || kind === 'no-auto-down' || kind === 'no-scripts') {
    for (const name of selectedNames(stanza)) {
      out.push(use(name, kind));
      const carrier = carrierOf(name);
      if (carrier !== undefined) out.push(use(carrier, 'carrier'));
    }
  }
  if (kind === 'source' || kind === 'source-directory') {
    for (const path of args) out.push({ kind: 'includes', space: 'path', name: path.text, span: path.span, extent, detail: { how: kind } });
  }
  if (iface?.name === undefined) return;
  const { name, family, method, parent } = iface;
  if (isPlainName(name.text) || name.text.startsWith('/dev/')) {
    out.push({
      kind: 'defines',
      space: ifaceSpace,
      name: name.text,
      span: name.span,
      extent,
      detail: { stanza: kind, ...(family && { family: family.text }), ...(method && { method: method.text }) },
    });
    const carrier = carrierOf(name);
    if (carrier !== undefined) out.push(use(carrier, 'carrier'));
  }
  if (parent !== undefined) out.push(use(parent, 'inherits'));
  for (const option of stanza.options) {
    for (const word of interfaceWords(option)) {
      out.push(use(word, option.key));
      if (/^(bridge|bond|ovs|batman)[-_](ports|slaves|members|bonds|ifaces)$|^slaves$/.test(option.key)) {
        out.push({
          kind: 'ownsInterface',
          space: ifaceSpace,
          name: word.text,
          span: word.span,
          extent,
          detail: { owner: name.text, option: option.key },
        });
      }
    }
    if ((option.key === 'inherit' || option.key === 'inherits') && option.words[0] !== undefined)
      out.push(use(option.words[0], 'inherits'));
  }
  for (const { ip, word, prefix } of stanza.addresses) {
    out.push({
      kind: 'hasAddress',
      space: 'address',
      name: ip.family === 4 ? writeIpv4(ip.bits) : writeIpv6(ip.groups),
      span: word.span,
      extent,
      detail: { iface: name.text, family: String(ip.family), ...(prefix !== undefined && { prefix: String(prefix) }) },
    });
  }
}
