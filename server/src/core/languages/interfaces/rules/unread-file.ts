import { dialectOf } from '../dialect.ts';
import { globMatches } from '../../values/glob-match.ts';
import type { InterfacesRule } from './interfaces-rule.ts';

export const unreadFile: InterfacesRule = {
  id: 'interfaces-unread-file',
  severity: 'warning',
  summary: 'a file of interfaces.d that ifup does not read',
  why: '`source-directory` takes only files whose names are made of letters, digits, `_` and `-` (directory_filter in config.c): `eth0.cfg` is passed over without a word. `source /etc/network/interfaces.d/*` reads it.',
  story: 'The file was called `eth1.cfg`. `source-directory` takes no names with a dot, and passed it over without a word.',
  bad: 'source-directory interfaces.d\n\nauto eth0\niface eth0 inet dhcp\n',
  good: 'source interfaces.d/*\n\nauto eth0\niface eth0 inet dhcp\n',
  examplePath: '/etc/network/interfaces.d/eth0.cfg',
  *check({ tree, settings, path, facts }) {
    const match = /^(.*\/)?([^/]+)\/([^/]+)$/.exec(path ?? '');
    const [, , folder = '', name = ''] = match ?? [];
    if (match === null || /^[A-Za-z0-9_-]+$/.test(name) || dialectOf(tree, settings) !== 'ifupdown') return;
    const includes = facts.filter(({ fact }) => fact.kind === 'includes');
    const bySource = includes.some(({ fact }) => fact.detail?.['how'] === 'source' && matches(fact.name, folder, name));
    const byFolder = includes.find(
      ({ fact }) => fact.detail?.['how'] === 'source-directory' && fact.name.replace(/\/+$/, '').endsWith(folder),
    );
    const first = tree.stanzas[0];
    if (bySource || byFolder === undefined || first === undefined) return;
    yield {
      span: first.keyword.span,
      message: `\`${byFolder.fact.name}\` is read by \`source-directory\`, which passes over \`${name}\`: only letters, digits, \`_\` and \`-\` are expected in the name`,
    };
  },
};

/** Whether a pattern's last part matches the name, in the folder. */
function matches(pattern: string, folder: string, name: string): boolean {
  const parts = pattern.split('/');
  const last = parts.pop() ?? '';
  if (parts.length > 0 && parts.at(-1) !== folder) return false;
  return globMatches(last, name);
}
