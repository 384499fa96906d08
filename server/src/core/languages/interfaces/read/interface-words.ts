import { optionNamed } from '../facts/option-named.ts';
import type { Option, Stanza, Word } from '../tree.ts';

/**
 * The words of an option that are names of interfaces: none of an option of another kind, and none behind `regex` or `glob`, where
 * patterns stand (bridge_parse_ports in bridge-utils' bridge-utils.sh; ifupdown2's bridge and bond addons).
 */
export function interfaceWords(option: Option): readonly Word[] {
  const record = optionNamed(option.key);
  if (record?.value.kind !== 'interfaces') return [];
  const { also } = record.value;
  const out: Word[] = [];
  let patterns = false;
  for (const word of option.words) {
    if (word.text === 'regex' || word.text === 'glob') patterns = true;
    else if (word.text === 'noregex') patterns = false;
    else if (word.text.startsWith('#')) break;
    else if (!patterns && !also.includes(word.text) && isPlainName(word.text)) out.push(word);
  }
  return out;
}

/** Whether a word is a plain interface name: no pattern, range, template or variable. */
export function isPlainName(word: string): boolean {
  return /^[^\s/*?[\]{}$%<>|&;"'`\\=()]+$/.test(word) && word !== 'none';
}

/**
 * The interfaces that an `auto`, `allow-`, `no-auto-down` or `no-scripts` line names: the logical one where `NAME=LOGICAL` stands.
 * Patterns (`/eth*`; interfaces(5), PATTERN MATCHING INTERFACES) name none, unless they name the logical one.
 */
export function selectedNames(stanza: Stanza): readonly Word[] {
  const out: Word[] = [];
  for (const word of stanza.args) {
    if (word.text.startsWith('#')) break;
    const equals = word.text.lastIndexOf('=');
    const name =
      equals === -1
        ? word
        : { text: word.text.slice(equals + 1), span: { start: word.span.end - (word.text.length - equals - 1), end: word.span.end } };
    const onHurd = name.text.startsWith('/dev/');
    if (onHurd || isPlainName(name.text)) out.push(name);
  }
  return out;
}

/** The interface that carries a VLAN or an alias by its name: `eth0` of `eth0.5` and of `eth0:1`; undefined for any other. */
export function carrierOf(name: Word): Word | undefined {
  const match = /^([^.:/]+)[.:][^.:/]+$/.exec(name.text);
  const carrier = match?.[1];
  if (carrier === undefined || name.span.end - name.span.start !== name.text.length) return undefined;
  return { text: carrier, span: { start: name.span.start, end: name.span.start + carrier.length } };
}
