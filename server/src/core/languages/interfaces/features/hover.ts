import type { FeatureContext, Hover } from '../../../language.ts';
import { writeIpv4 } from '../../values/ipv4.ts';
import { prefixMask, readDottedNetmask } from '../../values/netmask.ts';
import { dialectOf } from '../dialect.ts';
import { ifaceSpace } from '../facts-of.ts';
import { familyNamed, methodNamed } from '../facts/families.ts';
import { keywordNamed, mappingOptions } from '../facts/keywords.ts';
import { optionNamed } from '../facts/option-named.ts';
import { sinceOf } from '../facts/since.ts';
import { bondModes } from '../facts/options/bond.ts';

import type { InterfacesTree, Stanza, Word } from '../tree.ts';
import { optionMarkdown } from './option-markdown.ts';
import { placeAt } from './place-at.ts';

/** What the word at the caret means. */
export function hover(context: FeatureContext<InterfacesTree>): Hover | undefined {
  const { tree, text, offset, settings } = context;
  const { stanza, option, word, line } = placeAt(tree, text, offset);
  if (word === undefined || line?.kind !== 'statement') return undefined;
  const dialect = dialectOf(tree, settings);
  const show = (markdown: string | undefined): Hover | undefined => (markdown === undefined ? undefined : { span: word.span, markdown });
  if (option !== undefined && stanza !== undefined) {
    if (word === option.name) {
      const mapping = stanza.kind === 'mapping' ? mappingOptions.find(({ name }) => name === word.text) : undefined;
      const record = optionNamed(option.key, dialect);
      return show(mapping === undefined ? record && optionMarkdown(record, dialect) : `\`${mapping.name}\`\n\n${mapping.doc}.`);
    }
    const record = optionNamed(option.key, dialect);
    if (record?.value.kind === 'interfaces') return show(interfaceMarkdown(context, word.text));
    if (option.key === 'address' && word === option.words[0]) return show(addressMarkdown(stanza, word));
    if (option.key === 'netmask') return show(netmaskMarkdown(word.text));
    if (record?.name === 'bond-mode' && bondModes[Number(word.text)] !== undefined)
      return show(`Mode ${word.text} is \`${bondModes[Number(word.text)]}\``);
    return undefined;
  }
  if (stanza === undefined) return undefined;
  if (word === stanza.keyword) {
    const record = keywordNamed(word.text);
    return show(
      record &&
        [
          `\`${word.text} ${record.parameters.join(' ')}\``,
          '',
          record.doc,
          '',
          `${record.dialects.join(', ')}${sinceText(record.name)}: ${record.see}`,
        ].join('\n'),
    );
  }
  const { name, family, method, inherits } = stanza.iface ?? {};
  if (word === family) {
    const record = familyNamed(word.text);
    return show(
      record &&
        `\`${record.name}\`: ${record.doc}\n\nMethods: ${record.methods.map((one) => `\`${one.name}\``).join(', ')}\n\nifupdown${sinceText(record.name)}: interfaces(5), ${record.name.toUpperCase()} ADDRESS FAMILY`,
    );
  }
  if (word === method) {
    const record = methodNamed(family?.text, word.text);
    return show(
      record &&
        `\`${family?.text} ${record.name}\`: ${record.doc}.${record.required.length > 0 ? `\n\nNeeds ${record.required.map((one) => `\`${one}\``).join(', ')}.` : ''}\n\nifupdown${sinceText(`${family?.text} ${record.name}`)}: interfaces(5), ${family?.text?.toUpperCase()} ADDRESS FAMILY`,
    );
  }
  if (word === inherits)
    return show(
      `\`inherits PARENT\`\n\nTakes over the options of a stanza above, of the same family.\n\nifupdown${sinceText('inherits')}: interfaces(5), INTERFACE TEMPLATES`,
    );
  if (word === name || stanza.kind === 'auto' || stanza.kind === 'allow' || stanza.kind.startsWith('no-') || word === stanza.iface?.parent)
    return show(interfaceMarkdown(context, word.text));
  return undefined;
}

/** `, since 0.8`, where it is known. */
function sinceText(name: string): string {
  const since = sinceOf(name);
  return since === undefined ? '' : `, since ${since}`;
}

/** What the files say of an interface. */
function interfaceMarkdown({ facts }: FeatureContext<InterfacesTree>, name: string): string | undefined {
  const lines: string[] = [];
  for (const { fact } of facts) {
    if (fact.space === ifaceSpace && fact.name === name) {
      const { family, method, owner, how } = fact.detail ?? {};
      if (fact.kind === 'defines') lines.push(`- ${[family, method].filter(Boolean).join(' ') || 'defined'}`);
      if (fact.kind === 'ownsInterface') lines.push(`- belongs to \`${owner}\``);
      if (fact.kind === 'uses' && (how === 'auto' || how === 'allow'))
        lines.push(how === 'auto' ? '- comes up at boot (`auto`)' : '- comes up when it is found (`allow-`)');
    }
    if (fact.kind === 'hasAddress' && fact.detail?.['iface'] === name)
      lines.push(`- address ${fact.name}${fact.detail['prefix'] === undefined ? '' : `/${fact.detail['prefix']}`}`);
  }
  return lines.length === 0 ? undefined : [`Interface \`${name}\``, '', ...new Set(lines)].join('\n');
}

function addressMarkdown(stanza: Stanza, word: Word): string | undefined {
  const found = stanza.addresses.find((address) => address.word === word);
  if (found?.prefix === undefined || found.ip.family !== 4) return undefined;
  const mask = prefixMask(found.prefix);
  const network = (found.ip.bits & mask) >>> 0;
  const last = (found.ip.bits | (~mask >>> 0)) >>> 0;
  const hosts = found.prefix >= 31 ? [] : [`- hosts ${writeIpv4(network + 1)} to ${writeIpv4(last - 1)}`, `- broadcast ${writeIpv4(last)}`];
  return [
    `\`${writeIpv4(found.ip.bits)}/${found.prefix}\``,
    '',
    `- network ${writeIpv4(network)}/${found.prefix}`,
    `- netmask ${writeIpv4(mask)}`,
    ...hosts,
  ].join('\n');
}

function netmaskMarkdown(text: string): string | undefined {
  const bits = readDottedNetmask(text);
  if (bits !== undefined) return `\`${text}\` is the prefix \`/${bits}\``;
  return /^\d+$/.test(text) && Number(text) <= 32
    ? `\`/${text}\` is the netmask \`${writeIpv4(prefixMask(Number(text)))}\` of IPv4`
    : undefined;
}
