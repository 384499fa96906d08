import { expect, test } from 'vitest';
import {
  emptyProject,
  judgedBy,
  lint,
  openDocument,
  type Project,
  withDocument,
  withSetting,
} from '../../../../../server/src/core/index.ts';
import { interfaces } from '../../../../../server/src/core/languages/interfaces/index.ts';

const plain = 'auto eth0\niface eth0 inet dhcp\n';
const main = '/w/etc/network/interfaces';
const project = (files: Readonly<Record<string, string>>, around: Partial<Project> = {}): Project =>
  Object.entries(files).reduce((all, [path, text]) => withDocument(all, openDocument(path, text)), { ...emptyProject, ...around });
const judge = (files: Readonly<Record<string, string>>, around: Partial<Project> = {}, path = main): string | undefined =>
  judgedBy(project(files, around), path)
    .map(({ label, reason }) => `${label}: ${reason}`)
    .join();

test('what nothing speaks for is judged by the most usual one', () => {
  expect(judge({ [main]: plain })).toBe('ifupdown: Nothing in it speaks for another one');
});

test('its own words', () => {
  expect(judge({ [main]: 'auto br0\niface br0\n    bridge-mclmc 3\n' })).toBe('ifupdown2: `bridge-mclmc` in the file speaks for it');
  expect(judge({ [main]: 'template x\n' })).toBe('ifupdown-ng: `template` in the file speaks for it');
});

test('the comment at its head, and none further down', () => {
  expect(judge({ [main]: `# For busybox\n\n${plain}` })).toBe('busybox: `busybox` in the file speaks for it');
  expect(judge({ [main]: `${plain}# not for ifupdown2\n` })).toBe('ifupdown: Nothing in it speaks for another one');
});

test('what is installed beside it wins over its words; a file in no /etc has nothing beside it', () => {
  const present = new Set(['/w/etc/alpine-release', '/etc/network/ifupdown2']);
  expect(judge({ [main]: plain }, { present })).toBe('ifupdown-ng: `/etc/alpine-release` is beside it');
  expect(judge({ '/w/x.interfaces': plain }, { present }, '/w/x.interfaces')).toBe('ifupdown: Nothing in it speaks for another one');
});

test('the setting wins over all', () => {
  const present = new Set(['/w/etc/alpine-release']);
  const settings = () => ({ interfaces: { dialect: 'ifupdown2' } });
  expect(judge({ [main]: plain }, { present, settings })).toBe('ifupdown2: The setting says so');
});

test('neighbours that agree tell it, neighbours that do not tell nothing', () => {
  const part = '/w/etc/network/interfaces.d/a';
  const cumulus = 'auto br0\niface br0\n    bridge-vids 2-100\n';
  expect(judge({ [main]: cumulus, [part]: plain }, {}, part)).toBe(`ifupdown2: \`${main}\` is written for it`);
  expect(judge({ [main]: cumulus, [part]: plain, '/w/etc/network/interfaces.d/b': 'template x\n' }, {}, part)).toBe(
    'ifupdown: Nothing in it speaks for another one',
  );
});

test('a construct of another daemon is warned of on the machine that does not have it', () => {
  const moved =
    'auto lo\niface lo inet loopback\n\niface eth0 inet static\n    address 192.0.2.10/24\n    gateway 192.0.2.1\nmapping eth1\n    script /x\n';
  const found = lint(project({ [main]: moved }, { present: new Set(['/w/etc/network/ifupdown2']) }), main).map(
    ({ rule, severity }) => `${severity} ${rule}`,
  );
  expect(found).toContain('warning interfaces-foreign');
  expect(found.filter((one) => one.startsWith('error'))).toEqual([]);
});

test('markers are paths on a host', () => {
  for (const marker of interfaces.markers ?? []) expect(marker).toMatch(/^\/etc\//);
});

test('a setting is written beside what opsbook.yaml says already', () => {
  expect(withSetting('', 'interfaces', 'dialect', 'busybox')).toBe('interfaces:\n  dialect: busybox\n');
  expect(withSetting('# c\nhosts: [a, b]\n', 'interfaces', 'dialect', 'auto')).toBe('# c\nhosts: [a, b]\ninterfaces:\n  dialect: auto\n');
  expect(withSetting('interfaces: 3\n', 'interfaces', 'dialect', 'auto')).toBe('interfaces:\n  dialect: auto\n');
  for (const text of ['- a\n', 'a: [\n']) expect(withSetting(text, 'interfaces', 'dialect', 'auto')).toBeUndefined();
});
