import { describe, expect, it } from 'vitest';
import { type LayoutStep, type Machine, machineLayout } from '../../../../client/src/sandbox/machine-layout.ts';

/** A machine whose folders are the given paths; a path with ` -> ` is a link, one that ends with `.f` a file. */
function layout(paths: readonly string[], mounts: readonly string[], stateFolder: string, homes: readonly string[] = []): string[] {
  const list: Machine['list'] = (folder) => {
    const names = new Map<string, { name: string; kind: 'folder' | 'link' | 'file'; target?: string }>();
    for (const line of paths) {
      const [path, target] = line.split(' -> ');
      const prefix = folder === '/' ? '/' : `${folder}/`;
      if (!path?.startsWith(prefix)) continue;
      const [name, ...deeper] = path.slice(prefix.length).split('/');
      if (name === undefined || name === '' || names.has(name)) continue;
      const kind = deeper.length > 0 ? 'folder' : target !== undefined ? 'link' : name.endsWith('.f') ? 'file' : 'folder';
      names.set(name, { name, kind, ...(kind === 'link' && target !== undefined ? { target } : {}) });
    }
    return [...names.values()];
  };
  const mountinfo = mounts
    .map((mount, index) => `${index + 20} 1 8:1 / ${mount.split(' ')[0]} rw - ${mount.split(' ')[1]} dev rw`)
    .join('\n');
  return machineLayout({ list, mountinfo, stateFolder, homes }).map(shown);
}

function shown(step: LayoutStep): string {
  return step.kind === 'overlay'
    ? `overlay ${step.path} ${step.layer}`
    : step.kind === 'link'
      ? `link ${step.path} ${step.target}`
      : `${step.kind} ${step.path}`;
}

describe('machineLayout', () => {
  it('takes each top folder whole, keeps links, and leaves out what is made fresh', () => {
    const paths = ['/bin -> usr/bin', '/etc', '/usr', '/proc', '/run', '/tmp', '/home/a', '/root', '/boot.f'];
    expect(layout(paths, ['/ ext4', '/proc proc'], '/home/a/.state', ['/home/a', '/root'])).toEqual([
      'link /bin usr/bin',
      'overlay /etc etc',
      'overlay /usr usr',
    ]);
  });

  it('takes a folder apart where something is mounted in it, and shows a disk but no other mount', () => {
    const paths = ['/var/log', '/var/lib/docker', '/var/note.f', '/var/net', '/mnt/usb', '/etc'];
    expect(layout(paths, ['/var/log xfs', '/var/net nfs4', '/mnt/usb ext4'], '/home/a/.state')).toEqual([
      'folder /var',
      'overlay /var/log var%log',
      'overlay /var/lib var%lib',
      'file /var/note.f',
      'folder /var/net',
      'folder /mnt',
      'folder /mnt/usb',
      'overlay /etc etc',
    ]);
  });

  it('never lays over the folder that holds the layers', () => {
    const paths = ['/var/lib/me/.local/state/x', '/var/lib/other', '/srv'];
    expect(layout(paths, [], '/var/lib/me/.local/state')).toEqual([
      'folder /var',
      'folder /var/lib',
      'folder /var/lib/me',
      'folder /var/lib/me/.local',
      'folder /var/lib/me/.local/state',
      'overlay /var/lib/other var%lib%other',
      'overlay /srv srv',
    ]);
  });

  it('hides homes wherever they are', () => {
    expect(layout(['/data/homes/a/x', '/srv'], [], '/home/a/.state', ['/data/homes/a', '/srv'])).toEqual([
      'overlay /data data',
      'folder /srv',
      'hide /data/homes/a',
    ]);
  });

  it('reads escaped mount points and leaves out names that a mount option would be split at', () => {
    expect(layout(['/a b/c', '/c,d', '/etc'], ['/a\\040b/c ext4'], '/home/a/.state')).toEqual(['overlay /etc etc']);
  });
});
