import { nearest } from '../../values/suggest.ts';
import { optionNamed } from '../facts/option-named.ts';
import { options as known } from '../facts/options.ts';
import { isPlaceholder } from '../read/placeholder.ts';
import type { Option, Stanza } from '../tree.ts';
import { spelling } from '../verdict/misplaced.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

const names: readonly string[] = known.map(({ name }) => name).filter((name) => /^(?:wpa|wireless)-/.test(name));

export const wireless: InterfacesRule = {
  id: 'interfaces-wireless',
  severity: 'warning',
  summary: 'wireless options that contradict each other, or that cannot be what they are meant to be',
  why: 'A WPA password has 8 to 63 characters, or is a key of 64 hexadecimal digits (IEEE 802.11i, annex H.4): wpa_supplicant refuses others and the interface never joins. `wpa-conf` names a configuration of its own, beside which the other `wpa-` options are not read (functions.sh of wpasupplicant). The `wireless-` options are those of iwconfig, which knows no WPA, and both at once fight over the card. Every `wpa-` option is handed on, whatever it is called: a misspelled one is refused where nobody looks.',
  story:
    'The password was cut to seven characters when it was copied. wpa_supplicant refused it in its own log, ifup went on to DHCP, and a machine without a cable waited for an address for ever.',
  bad: 'auto wlan0\niface wlan0 inet dhcp\n    wpa-ssid home\n    wpa-psk short\n',
  good: 'auto wlan0\niface wlan0 inet dhcp\n    wpa-ssid home\n    wpa-psk correct horse\n',
  *check({ tree }) {
    if (![...tree.byKey.keys()].some((key) => /^(?:wpa|wireless)[-_]/i.test(key))) return;
    for (const stanza of tree.stanzas) {
      const found = wirelessOptions(stanza);
      for (const [name, option] of found) {
        if (!names.includes(name)) {
          const meant = nearest(name, names);
          if (meant !== undefined)
            yield {
              span: option.name.span,
              message: `\`${option.key}\` is handed on as it is, and nobody knows it; \`${meant}\` was probably meant`,
              fixes: [spelling(option.name, meant)],
            };
        }
      }
      const psk = found.get('wpa-psk');
      const trouble = psk === undefined || isPlaceholder(psk.value.text) ? undefined : pskTrouble(psk.value.text);
      if (psk !== undefined && trouble !== undefined)
        yield {
          span: psk.value.span,
          message: `A WPA password of ${trouble}; 8 to 63 characters, or 64 hexadecimal digits, were expected`,
        };
      const file = found.get('wpa-conf') ?? found.get('wpa-roam');
      const beside = found.get('wpa-psk') ?? found.get('wpa-ssid') ?? found.get('wpa-key-mgmt');
      if (file !== undefined && file.value.text !== 'managed' && beside !== undefined)
        yield {
          span: beside.name.span,
          message: `\`${beside.key}\` is not read beside \`${file.key}\`, which names a configuration of its own`,
          related: [{ span: file.name.span, message: 'the configuration' }],
        };
      const old = found.get('wireless-essid') ?? found.get('wireless-key') ?? found.get('wireless-key1');
      const wpa = file ?? beside;
      if (old !== undefined && wpa !== undefined)
        yield {
          span: old.name.span,
          message: `\`${old.key}\` is for iwconfig, which knows no WPA, and \`${wpa.key}\` for wpa_supplicant: one of them was expected`,
          related: [{ span: wpa.name.span, message: 'here' }],
        };
    }
  },
};

/** The wireless options of a stanza by the names that their packages know them by. */
function wirelessOptions({ kind, options }: Stanza): ReadonlyMap<string, Option> {
  const out = new Map<string, Option>();
  if (kind !== 'iface') return out;
  for (const option of options) {
    if (!/^(?:wpa|wireless)[-_]/i.test(option.key)) continue;
    out.set(optionNamed(option.key)?.name ?? option.key.toLowerCase().replaceAll('_', '-'), option);
  }
  return out;
}

/** What is wrong with a WPA password or key; undefined where nothing is. wpasupplicant's hook takes quotes around a password for the quotes of wpa_supplicant. */
function pskTrouble(value: string): string | undefined {
  if (/^[0-9A-Fa-f]{64}$/.test(value)) return undefined;
  const plain = /^"(.*)"$/.exec(value)?.[1] ?? value;
  const bytes = [...plain].reduce((sum, char) => sum + utf8Length(char.codePointAt(0) ?? 0), 0);
  return bytes >= 8 && bytes <= 63 ? undefined : `${bytes} characters`;
}

function utf8Length(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
