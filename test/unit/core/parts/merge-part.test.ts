import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergePart } from '../../../../server/src/core/parts/merge-part.ts';

const text = (file: string, part: string, language?: string): string => {
  const merged = mergePart(file, part, language, 'mine');
  return typeof merged === 'string' ? `refused: ${merged}` : merged.text;
};

describe('a part of an interfaces file', () => {
  const file = `# the loopback
auto lo
iface lo inet loopback

auto eth0   # no comment here: a name
iface eth0 inet dhcp
    hostname a
    # why
    up true \\
       && false

# six
iface eth0 inet6 auto
`;
  it('takes the place of the iface of its name and family; auto only gains names', () => {
    expect(text(file, 'auto br0\niface br0 inet dhcp\n    bridge_ports eth0\n\niface eth0 inet manual\n', 'interfaces')).toBe(
      `${file.replace(/iface eth0 inet dhcp(?:.|\n)*?false\n/, 'iface eth0 inet manual\n')}auto br0\niface br0 inet dhcp\n    bridge_ports eth0\n`,
    );
    expect(text(file, 'auto eth0 lo\nallow-auto eth0\n', 'interfaces')).toBe(file);
    expect(text(file, 'auto eth0 eth1\nallow-hotplug eth0\n', 'interfaces')).toBe(`${file}auto eth1\nallow-hotplug eth0\n`);
  });
  it('knows for each line where it came from', () => {
    expect(mergePart('auto lo\n', '# c\niface x inet manual\n    mtu 9000\n', 'interfaces', 'mine')).toEqual({
      text: 'auto lo\niface x inet manual\n    mtu 9000\n',
      lines: [undefined, 1, 2],
    });
  });
  it('is not taken into a last line that goes on', () => {
    expect(text('auto lo \\', 'iface x inet manual\n', 'interfaces')).toBe('auto lo \\\n\niface x inet manual\n');
    expect(text('iface x inet dhcp\nauto lo\n', 'iface x inet manual\n    up true \\\n', 'interfaces')).toBe(
      'iface x inet manual\n    up true \\\n\nauto lo\n',
    );
  });
  it('begins with a stanza', () => {
    expect(text(file, 'mtu 9000\n', 'interfaces')).toMatch(/refused: `mtu 9000` belongs to no stanza/);
  });
});

describe('a part of an fstab', () => {
  const file = '# root\nUUID=1 / ext4 defaults 0 1\n/dev/sdb1 /data xfs defaults 0 2\n/swap none swap sw 0 0';
  it('takes the place of the line of its mount point', () => {
    expect(
      text(file, '/dev/sdc1\t/data/ ext4 noatime 0 2\n/dev/sdd1 /more xfs defaults 0 2\n/swap none swap sw,pri=5 0 0\n', 'fstab'),
    ).toBe(
      '# root\nUUID=1 / ext4 defaults 0 1\n/dev/sdc1\t/data/ ext4 noatime 0 2\n/swap none swap sw,pri=5 0 0\n/dev/sdd1 /more xfs defaults 0 2\n',
    );
  });
});

describe('a part of an sshd_config', () => {
  const file = 'Port 22\nPort 2222\n#MaxAuthTries 6\nPermitRootLogin yes\n\nMatch User backup\n  PermitRootLogin no\n';
  it('takes the place of its keyword before the first Match; new ones go before it', () => {
    expect(text(file, 'permitrootlogin=no\nMaxAuthTries 3\n', 'sshd_config')).toBe(
      'Port 22\nPort 2222\n#MaxAuthTries 6\npermitrootlogin=no\n\nMaxAuthTries 3\nMatch User backup\n  PermitRootLogin no\n',
    );
    expect(text(file, 'Port 22\nPort 2022\nPort 2023\n', 'sshd_config')).toBe(
      file.replace('Port 22\nPort 2222\n', 'Port 22\nPort 2022\nPort 2023\n'),
    );
  });
  it('holds no Match', () => {
    expect(text(file, 'Match all\n', 'sshd_config')).toMatch(/refused: .*drop-in/);
  });
});

describe('a part of any other file', () => {
  it('stands between two lines that name it', () => {
    const once = text('a\nb', 'c\n');
    expect(once).toBe('a\nb\n# opsbook mine begin\nc\n# opsbook mine end\n');
    expect(text(`${once}d\n`, 'e\nf\n')).toBe('a\nb\n# opsbook mine begin\ne\nf\n# opsbook mine end\nd\n');
    expect(text('', 'c\n')).toBe('# opsbook mine begin\nc\n# opsbook mine end\n');
    expect(text(`${once}${once}`, 'e\n')).toMatch(/refused: .*once each/);
    expect(text('# opsbook mine begin\n', 'e\n')).toMatch(/refused/);
    expect(text('', '# opsbook mine end\n')).toMatch(/refused: the part itself/);
  });
});

const words = fc.constantFrom(
  'auto',
  'iface',
  'eth0',
  'br0',
  'inet',
  'inet6',
  'dhcp',
  'mtu',
  '9000',
  '#',
  '\\',
  'Match',
  'Port',
  'Include',
  '/',
  '/data',
  'none',
  '# opsbook mine begin',
  'ä\r',
);
const line = fc.array(words, { maxLength: 4 }).map((each) => each.join(' '));
const whole = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
  .map(([lines, end]) => lines.join('\n') + (end && lines.length > 0 ? '\n' : ''));

it.each(['interfaces', 'fstab', 'sshd_config', 'rsyslog', undefined])(
  'of %s put in again changes nothing, and no line of anybody else goes',
  (language) => {
    fc.assert(
      fc.property(whole, whole, (file, part) => {
        const once = mergePart(file, part.endsWith('\n') || part === '' ? part : `${part}\n`, language, 'mine');
        if (typeof once === 'string') return;
        const again = mergePart(once.text, part.endsWith('\n') || part === '' ? part : `${part}\n`, language, 'mine');
        expect(typeof again === 'string' ? again : again.text).toBe(once.text);
        expect(once.lines.length).toBe(once.text === '' ? 0 : once.text.replace(/\n$/, '').split('\n').length);
        for (const comment of file
          .split('\n')
          .filter(
            (each) => /^\s*#(?! opsbook)/.test(each) && language !== 'interfaces' && language !== undefined && language !== 'rsyslog',
          ))
          if (language !== 'sshd_config') expect(once.text).toContain(comment);
      }),
      { numRuns: 2000 },
    );
  },
);
