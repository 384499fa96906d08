import type { Completion, FeatureContext } from '../../../language.ts';
import { writeIpv4 } from '../../values/ipv4.ts';
import { prefixMask } from '../../values/netmask.ts';
import { dialectOf, isGuessed } from '../dialect.ts';
import { ifaceSpace } from '../facts-of.ts';
import { familyNamed, methodNamed } from '../facts/families.ts';
import { keywords, mappingOptions } from '../facts/keywords.ts';
import type { OptionRecord } from '../facts/option-record.ts';
import { optionNamed } from '../facts/option-named.ts';
import { bondModes } from '../facts/options/bond.ts';
import { options } from '../facts/options.ts';
import { detectDialect } from '../read/detect.ts';

import type { Dialect, InterfacesTree, Stanza } from '../tree.ts';
import { familiesOf, methodsOf } from '../verdict/iface-line.ts';
import { optionMarkdown } from './option-markdown.ts';
import { placeAt } from './place-at.ts';
import { valueLabel } from './value-label.ts';

/** What may stand at the caret: keywords and options at the front of a line, values by their kind behind it. */
export function complete(context: FeatureContext<InterfacesTree>): readonly Completion[] {
  const { tree, text, offset, settings } = context;
  const place = placeAt(tree, text, offset);
  // What is being written is no sign of the daemon: `iface eth0` is not finished.
  const dialect = isGuessed(settings)
    ? detectDialect(tree.stanzas.filter((stanza) => stanza !== place.stanza)).detected
    : dialectOf(tree, settings);
  if (place.line?.kind === 'comment') return [];
  const span = place.word?.span ?? { start: offset, end: offset };
  const at = (items: readonly Completion[]): readonly Completion[] => items.map((item) => ({ ...item, span }));
  if (place.index === 0) {
    const inside = place.stanza?.line === place.line && place.line !== undefined ? stanzaBefore(tree, place.stanza) : place.stanza;
    return at([...(inside === undefined ? [] : optionItems(inside, dialect, place.word?.text)), ...keywordItems(dialect)]);
  }
  if (place.option !== undefined && place.stanza !== undefined) return at(valueItems(context, place.stanza, place.option.key, dialect));
  return place.stanza === undefined ? [] : at(argumentItems(context, place.stanza, place.index, dialect));
}

/** The stanza that an option at the front of this one's line would belong to, while the word there is not finished. */
function stanzaBefore(tree: InterfacesTree, stanza: Stanza | undefined): Stanza | undefined {
  if (stanza === undefined || stanza.within === 'none') return undefined;
  return tree.stanzas[tree.stanzas.indexOf(stanza) - 1];
}

function keywordItems(dialect: Dialect): Completion[] {
  return keywords
    .filter(({ dialects }) => dialects.includes(dialect))
    .map(({ name, doc, snippet, see, parameters }) => ({
      label: name,
      kind: 'keyword',
      detail: parameters.join(' '),
      documentation: `${doc}\n\n${see}`,
      insert: snippet,
      snippet: true,
    }));
}

function optionItems(stanza: Stanza, dialect: Dialect, typed: string | undefined): Completion[] {
  if (stanza.kind === 'mapping') return mappingOptions.map(({ name, doc }) => ({ label: name, kind: 'property', documentation: doc }));
  const { family, method } = stanza.iface ?? {};
  const known = methodNamed(family?.text, method?.text) !== undefined && (dialect === 'ifupdown' || dialect === 'busybox');
  const present = new Set(stanza.options.map(({ key }) => optionNamed(key, dialect)?.name ?? key));
  return options
    .filter(({ name, dialects, methods, many }) => {
      if (!dialects.includes(dialect) || (present.has(name) && many !== true && name !== typed)) return false;
      return methods === undefined || !known || methods.includes(`${family?.text} ${method?.text}`);
    })
    .map((record) => ({
      label: record.name,
      kind: 'property',
      detail: valueLabel(record.value),
      documentation: optionMarkdown(record, dialect),
      insert: `${record.name} `,
      ...(record.deprecated !== undefined && { deprecated: true }),
    }));
}

/** Names of interfaces that the file and its neighbours speak of. */
function interfaceItems({ facts }: FeatureContext<InterfacesTree>, except?: string): Completion[] {
  const names = new Set(
    facts.flatMap(({ fact }) => (fact.space === ifaceSpace && (fact.kind === 'defines' || fact.kind === 'uses') ? [fact.name] : [])),
  );
  if (except !== undefined) names.delete(except);
  return [...names].sort().map((label) => ({ label, kind: 'reference', detail: 'interface' }));
}

/** The usual folder, and the files of interfaces that stand beside this one, or their folders. */
function pathItems({ facts }: FeatureContext<InterfacesTree>, kind: 'source' | 'source-directory'): Completion[] {
  const usual = '/etc/network/interfaces.d';
  const out = new Map<string, Completion>();
  const add = (label: string, detail: string): void => {
    if (!out.has(label)) out.set(label, { label, kind: 'file', detail });
  };
  if (kind === 'source') add(`${usual}/*`, 'every file of the folder');
  else add(usual, 'the folder');
  for (const { file, own } of facts) {
    const at = file.lastIndexOf('/etc/');
    if (own || at === -1) continue;
    const path = file.slice(at);
    if (kind === 'source') add(path, 'a file beside this one');
    else add(path.slice(0, path.lastIndexOf('/')), 'a folder beside this one');
  }
  return [...out.values()];
}

function argumentItems(context: FeatureContext<InterfacesTree>, stanza: Stanza, index: number, dialect: Dialect): readonly Completion[] {
  const { kind, iface } = stanza;
  if (kind === 'auto' || kind === 'allow' || kind === 'no-auto-down' || kind === 'no-scripts' || kind === 'rename')
    return interfaceItems(context);
  if (kind === 'source' || kind === 'source-directory') return pathItems(context, kind);
  if (kind !== 'iface') return kind === 'mapping' ? interfaceItems(context) : [];
  const inherits: Completion = {
    label: 'inherits',
    kind: 'keyword',
    detail: 'PARENT',
    documentation: 'Takes over the options of a stanza above',
  };
  if (iface?.inherits !== undefined && index > stanza.args.indexOf(iface.inherits) + 1) return interfaceItems(context, iface.name?.text);
  if (index === 1) return interfaceItems(context);
  if (index === 2) {
    return [...familiesOf(dialect).map((label): Completion => ({ label, kind: 'value', ...detail(familyNamed(label)?.doc) })), inherits];
  }
  const family = iface?.family?.text ?? 'inet';
  if (index === 3)
    return [
      ...methodsOf(dialect, family).map((label): Completion => ({ label, kind: 'value', ...detail(methodNamed(family, label)?.doc) })),
      inherits,
    ];
  return index === 4 ? [inherits] : [];
}

function detail(doc: string | undefined): { detail?: string } {
  return doc === undefined ? {} : { detail: doc };
}

function valueItems(context: FeatureContext<InterfacesTree>, stanza: Stanza, key: string, dialect: Dialect): readonly Completion[] {
  const record = optionNamed(key, dialect);
  if (record === undefined) return [];
  const { value } = record;
  const values = (words: readonly string[]): Completion[] => words.map((label) => ({ label, kind: 'value' }));
  switch (value.kind) {
    case 'one-of':
      return value.values.map((label) => ({ label, kind: 'value', ...detail(oneOfDetail(record, label)) }));
    case 'number':
      return numberItems(record);
    case 'interfaces':
      return [...values(value.also), ...interfaceItems(context, stanza.iface?.name?.text)];
    case 'netmask':
      return values(['255.255.255.0', '255.255.0.0', '255.255.255.128', '255.255.255.252', '64', '24']);
    case 'mac':
      return values([...value.also, ...macsOf(context)]);
    case 'path':
      return pathValues(context, key);
    case 'address':
      return [...values(value.also), ...addressItems(stanza, key)];
    default:
      return [];
  }
}

/** What is to be known of one of several words: that it is the default, or which mode of a bond a number is. */
function oneOfDetail(record: OptionRecord, label: string): string | undefined {
  if (record.default === label) return 'default';
  return record.name === 'bond-mode' ? bondModes[Number(label)] : undefined;
}

/** The default of a number, its words, and what an MTU usually is. */
function numberItems({ name, value, default: usual }: OptionRecord): Completion[] {
  const also = value.kind === 'number' ? value.also : [];
  const mtus: readonly (readonly [string, string])[] = [
    ['1500', 'Ethernet'],
    ['1492', 'PPPoE'],
    ['9000', 'jumbo frames'],
  ];
  const known = usual !== undefined && /^[\d.]+$/.test(usual) && name !== 'mtu' ? [[usual, 'default'] as const] : [];
  return [...also.map((label) => [label, undefined] as const), ...known, ...(name === 'mtu' ? mtus : [])].map(([label, why]) => ({
    label,
    kind: 'value',
    ...detail(why),
  }));
}

/** The MAC addresses that the file gives other interfaces. */
function macsOf({ tree }: FeatureContext<InterfacesTree>): string[] {
  const written = (tree.byKey.get('hwaddress') ?? []).flatMap(({ words }) => words.at(-1)?.text ?? []);
  return [...new Set(written)].filter((word) => word.includes(':'));
}

/** Where the file of an option usually lies. */
const usualPaths: Readonly<Record<string, string>> = {
  'wpa-conf': '/etc/wpa_supplicant/wpa_supplicant.conf',
  'wpa-roam': '/etc/wpa_supplicant/wpa_supplicant.conf',
  'wpa-action': '/sbin/wpa_action',
  hostapd: '/etc/hostapd/hostapd.conf',
};

/** The usual path of an option, and those that the file gives it already. */
function pathValues({ tree }: FeatureContext<InterfacesTree>, key: string): Completion[] {
  const used = (tree.byKey.get(key) ?? []).flatMap(({ words: [word] }) => (word?.text.startsWith('/') === true ? [word.text] : []));
  const usual = Object.hasOwn(usualPaths, key) ? usualPaths[key] : undefined;
  return [...new Set([...(usual === undefined ? [] : [usual]), ...used])].map((label) => ({ label, kind: 'file' }));
}

/** What an address of the stanza's own network would be. */
function addressItems(stanza: Stanza, key: string): Completion[] {
  return stanza.addresses.flatMap(({ ip, prefix }): Completion[] => {
    if (ip.family !== 4 || prefix === undefined || prefix > 30) return [];
    const network = (ip.bits & prefixMask(prefix)) >>> 0;
    const last = (ip.bits | (~prefixMask(prefix) >>> 0)) >>> 0;
    if (key === 'gateway')
      return [...new Set([network + 1, last - 1])]
        .filter((bits) => bits !== ip.bits)
        .map((bits) => ({ label: writeIpv4(bits), kind: 'value', detail: 'in this network' }));
    if (key === 'broadcast') return [{ label: writeIpv4(last), kind: 'value', detail: 'the broadcast address of this network' }];
    return key === 'network' ? [{ label: writeIpv4(network), kind: 'value', detail: 'this network' }] : [];
  });
}
