import { describe, expect, it } from 'vitest';
import {
  type Draft,
  type DraftRequest,
  draft,
  emptyProject,
  openDocument,
  type Project,
  withDocument,
} from '../../../../server/src/core/index.ts';

const inventory = {
  hosts: new Map(
    ['web1', 'web2', 'web3', 'lb1'].map((name) => [name, { name, variables: { keep: name === 'web3' ? 'many' : '7', TZ: 'x' } }]),
  ),
  groups: new Map([['web', ['web1', 'web2', 'web3']]]),
  complete: true,
};

function drafted(text: string, request: DraftRequest = {}): Draft {
  const project: Project = { ...withDocument(emptyProject, openDocument('/r.md', text)), inventory };
  return draft(project, '/r.md', request);
}
const front = (lines: string): string => `---\nrunbook:\n${lines}\n---\n`;
const fence = (info: string, text = 'uptime'): string => `\`\`\`${info}\n${text}\n\`\`\`\n\n`;
const names = (d: Draft): string[] => d.blocks.map(({ name }) => name);
const messages = (d: Draft): string[] => d.refusals.map(({ message }) => message);

describe('draft', () => {
  it('takes targets from the block, the front matter, --host, and the sandbox, in this order of force', () => {
    const text = `${front('  hosts: "@web"')}${fence('sh {name=a}')}${fence('sh {name=b hosts=lb1,web1}')}${fence('sh {name=c hosts=local}')}`;
    expect(drafted(text).blocks.map(({ targets }) => targets)).toEqual([['web1', 'web2', 'web3'], ['lb1', 'web1'], ['local']]);
    const limited = drafted(text, { hosts: 'web1' });
    expect(limited.blocks.map(({ targets }) => targets)).toEqual([['web1'], ['web1'], ['local']]);
    expect(drafted(text, { sandbox: true }).blocks.map(({ targets }) => targets)).toEqual([['sandbox'], ['sandbox'], ['sandbox']]);
    const none = drafted(text, { hosts: 'web2' }).blocks[1];
    expect([none?.targets, none?.skipped]).toEqual([[], 'none of its hosts is among those of `--host`']);
  });

  it('refuses hosts that nobody knows and blocks without any', () => {
    // What is wrong with them is said once, not again for each block.
    const nobody = 'No inventory and no ssh_config names the host `nobody`';
    expect(messages(drafted(`${front('  hosts: nobody')}${fence('sh')}${fence('sh {name=b}')}`))).toEqual([nobody]);
    expect(messages(drafted(`${front('  hosts: web1')}${fence('sh {hosts=nobody}')}`))).toEqual([nobody]);
    expect(messages(drafted(`${front('  user: x')}${fence('sh {name=a}')}`)).join()).toMatch(/`a` has no hosts/);
    expect(messages(drafted(`${front('  hosts: web1')}${fence('sh')}`, { hosts: 'web9' }))).toEqual([
      expect.stringMatching(/--host.*web9/),
    ]);
  });

  it('runs a plain Runme document on this machine', () => {
    const d = drafted(`# Title\n\n${fence('sh {name=a}')}${fence('python')}`);
    expect(d.blocks.map(({ name, targets }) => [name, targets])).toEqual([
      ['a', ['local']],
      ['uptime', ['local']],
    ]);
  });

  it('takes only marked fences of a document that is a runbook by its fences alone', () => {
    const text = fence('sh {name=a}') + fence('sh {name=b check=true hosts=web1}');
    expect(names(drafted(text))).toEqual(['b']);
    expect(names(drafted(text, { step: 'a', hosts: 'web1' }))).toEqual(['a']);
  });

  it('keeps reloads and undos for when they are called', () => {
    const text = `${front('  hosts: web1')}${fence('logrotate {name=f file=/etc/logrotate.d/x reload=r}', '/x {\n}')}${fence('sh {name=r}')}${fence('sh {name=u undoes=r}')}`;
    expect(drafted(text).blocks.map(({ name, inOrder }) => [name, inOrder])).toEqual([
      ['f', true],
      ['r', false],
      ['u', false],
    ]);
  });

  it('takes along what a chosen step refers to', () => {
    const text = `${front('  hosts: web1')}${fence('sh {name=c check=true}')}${fence('sh {name=other}')}${fence('sh {name=fix fixes=c}')}`;
    expect(drafted(text, { step: 'fix' }).blocks.map(({ name, inOrder }) => [name, inOrder])).toEqual([
      ['c', false],
      ['fix', true],
    ]);
    expect(messages(drafted(text, { step: 'nothing' }))[0]).toBe('No step is called `nothing`; there are `c`, `other`, `fix`');
  });

  it('judges a path that begins with an input when that is known', () => {
    const text = `${front('  hosts: web1\n  inputs:\n    folder: {}')}${fence('sh {file=$folder/x}')}`;
    const open = drafted(text);
    expect([messages(open), open.missing.map(({ name }) => name)]).toEqual([[], ['folder']]);
    expect(messages(drafted(text, { inputs: { folder: '/etc' } }))).toEqual([]);
    expect(messages(drafted(text, { inputs: { folder: 'etc' } })).join()).toMatch(/`etc\/x`; an absolute path/);
    expect(messages(drafted(text.replace('$folder', '$nobody'))).join()).toMatch(/absolute path/);
  });

  it('fills inputs into holes and names, and lists what is missing', () => {
    const text = `${front('  hosts: web1\n  inputs:\n    dir: { default: /var/log/x }\n    who: { choices: [a, b] }\n    token: { secret: true }')}${fence(
      'logrotate {name=f file=$dir/conf}',
      '{{ dir }}/x {\n  # {{ other }} {{ who }}\n}',
    )}${fence('sh {name=s}', 'curl -H "$token"')}`;
    const d = drafted(text, { inputs: { who: 'b' } });
    expect(d.blocks[0]?.install).toMatchObject({ path: '/var/log/x/conf', text: '/var/log/x/x {\n  # {{ other }} b\n}\n' });
    expect(d.missing.map(({ name }) => name)).toEqual(['token']);
    expect(d.blocks[1]?.script?.secrets).toEqual(['token']);
    expect(messages(drafted(text, { inputs: { who: 'c' } }))).toContain('The input `who`: `c` is none of `a`, `b`');
    expect(messages(drafted(text, { inputs: { no: 'c' } })).join()).toMatch(/No input is called `no`/);
    expect(messages(drafted(text, { inputs: { dir: 'a\nb' } })).join()).toMatch(/line break/);
    expect(JSON.stringify(drafted(text, { inputs: { token: 'hunter22' } }))).not.toContain('hunter22');
  });

  it('leaves the holes of hosts’ own values, and gives the values of those that are named', () => {
    const text = `${front('  hosts: "@web"\n  inputs:\n    TZ: { default: UTC }')}${fence('text {name=f file=/etc/x}', 'keep {{ keep }}\ntz {{ TZ }}\n{{ other }}')}`;
    const d = drafted(text);
    expect(d.blocks[0]?.install).toMatchObject({ text: 'keep {{ keep }}\ntz UTC\n{{ other }}\n', holes: ['keep'] });
    expect(d.hosts).toEqual({
      web1: { variables: { keep: '7' } },
      web2: { variables: { keep: '7' } },
      web3: { variables: { keep: 'many' } },
    });
    expect(messages(d)).toEqual([]);
  });

  it('judges what is to be installed with the values that a run gives, for each host', () => {
    const text = (count: string) =>
      `${front(`  hosts: "@web"\n  inputs:\n    count: { default: "5" }\n    own: { secret: true }`)}${fence('logrotate {name=f file=/etc/logrotate.d/x}', `/var/log/{{ own }}.log {\n  weekly\n  rotate ${count}\n}`)}`;
    const given = { own: 'hunter22' };
    expect(drafted(text('{{ count }}'), { inputs: given }).problems).toBeUndefined();
    const wrong = drafted(text('{{ count }}'), { inputs: { ...given, count: 'seven' } });
    expect(wrong.problems).toEqual([{ line: 11, message: expect.stringContaining('seven') }]);
    expect(wrong.refusals).toEqual([]);
    expect(JSON.stringify(wrong)).not.toContain('hunter22');
    expect(drafted(text('{{ keep }}'), { inputs: given }).problems).toEqual([
      { line: 11, message: expect.stringMatching(/many/), hosts: ['web3'] },
    ]);
    expect(drafted(text('{{ keep }}'), { inputs: given, hosts: 'web[1-2]' }).problems).toBeUndefined();
  });

  it('reads what the hosts’ own values do not change once', () => {
    const block = (name: string, text: string) => fence(`logrotate {name=${name} file=/etc/logrotate.d/${name}}`, text);
    const text = `${front('  hosts: "@web"')}${block('a', '/a {\n  rotate {{ keep }}\n}')}${block('b', '/b {\n  rotate none\n}')}`;
    expect(drafted(text).problems?.map(({ line, hosts }) => [line, hosts])).toEqual([
      [13, ['web1', 'web2', 'web3']],
      [7, ['web3']],
    ]);
    const first = openDocument('/r.md', text, { named: true });
    const second = openDocument('/r.md', text, { named: true, previous: first, values: new Map([['keep', '7']]) });
    expect(second.runbook).toBe(first.runbook);
    expect(second.units.map(({ parsed }, at) => parsed === first.units[at]?.parsed)).toEqual([false, true]);
  });

  it('knows which captured values a step cannot do without, and what Runme would give to later ones', () => {
    const text = `${front('  hosts: web1')}${fence('sh {name=ask capture=v}', 'echo x')}${fence('sh {name=LATEST}', 'echo y')}${fence(
      'sh {name=a}',
      'echo "$v" "$LATEST" "$__" "${other}"',
    )}${fence('sh {name=b}', 'echo "${v:-none}"')}${fence('sh {name=c}', '[ -n "$v" ] && echo "$v"')}${fence('sh {name=d}', 'v=1; echo "$v"')}`;
    const scripts = drafted(text).blocks.map(({ script }) => script);
    expect(scripts.map((script) => script?.needs)).toEqual([undefined, undefined, ['v'], undefined, undefined, undefined]);
    expect(scripts.map((script) => script?.gives)).toEqual([['__'], ['LATEST', '__'], undefined, undefined, undefined, undefined]);
  });

  it('installs UTF-8 without a byte order mark and with LF, one at the end, whatever the document has', () => {
    const text = `${front('  hosts: web1')}- item\n\n  ${fence('text {file=/etc/x}', '  a\n\n    b').replace('```\n\n', '  ```\n')}`;
    for (const ends of ['\n', '\r\n']) expect(drafted(`\ufeff${text}`.replaceAll('\n', ends)).blocks[0]?.install?.text).toBe('a\n\n  b\n');
  });

  it('knows for each line of a file which line of the document it came from', () => {
    const text = `${front('  hosts: web1')}> ${fence('logrotate {file=/etc/logrotate.d/x}', '> /a {\n> }').replace('```\n\n', '> ```\n')}`;
    const [block] = drafted(text).blocks;
    const lines = text.split('\n');
    expect(block?.install?.sourceLines.map((line) => lines[line - 1])).toEqual(['> /a {', '> }']);
  });

  it('knows the languages whose parts go in by keys, those too that have no rules here', () => {
    const text = ['fstab', 'sshd_config', 'sshd', 'interfaces', 'text']
      .map((language, index) => fence(`${language} {file=/etc/f${index} part=true guard=false}`, 'x'))
      .join('');
    expect(drafted(`${front('  hosts: web1')}${text}`).blocks.map(({ install }) => install?.language)).toEqual([
      'fstab',
      'sshd_config',
      'sshd_config',
      'interfaces',
      undefined,
    ]);
  });

  it('refuses paths that are not absolute or climb', () => {
    for (const path of ['etc/x', '/etc/../x'])
      expect(messages(drafted(`${front('  hosts: web1')}${fence(`sh {file=${path}}`)}`)).join()).toMatch(/absolute path/);
  });

  it('says of each step what its commands may do that cannot be taken back, at their lines', () => {
    const d = drafted(
      `${front('  hosts: web1')}${fence('sh {name=a}', 'echo x\nmkfs.ext4 /dev/vdb\nmy() { :; }; my\nsystemctl reboot')}${fence('sh {name=b}', 'reboot() { :; }\nreboot')}${fence('python {name=c}', 'reboot')}${fence('sh {name=d file=/x}', 'reboot')}`,
    );
    const line = d.blocks[0]?.line ?? 0;
    expect(d.blocks.map(({ dangers }) => dangers)).toEqual([
      [
        { kind: 'formats', line: line + 2, message: '`mkfs.ext4` makes an empty file system' },
        { kind: 'reboots', line: line + 4, message: '`systemctl` takes the host down' },
      ],
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('takes a share of the hosts for max-failures up to all of them, and refuses more', () => {
    const of = (value: string): readonly [string, number] => {
      const { maxFailures, refusals } = drafted(`${front(`  hosts: "@web"\n  max-failures: ${value}`)}${fence('sh')}`);
      return [maxFailures, refusals.length];
    };
    expect(['3', '0%', '99%', '100%'].map(of)).toEqual([
      ['3', 0],
      ['0%', 0],
      ['99%', 0],
      ['100%', 0],
    ]);
    expect(['101%', '1000%', '-1', '5 %'].map((value) => of(value)[1])).toEqual([1, 1, 1, 1]);
  });

  it('cuts targets into batches', () => {
    expect(drafted(`${front('  hosts: "@web"\n  rolling: 1, 50%')}${fence('sh')}`).batches).toEqual([['web1'], ['web2', 'web3']]);
  });

  it('gives checks a minute and steps ten, unless they say', () => {
    const d = drafted(`${front('  hosts: web1')}${fence('sh {check=true}')}${fence('sh')}${fence('sh {timeout=5s}')}`);
    expect(d.blocks.map(({ timeout }) => timeout)).toEqual([60_000, 600_000, 5000]);
  });

  it('runs only the prompted lines of a transcript, and strips one prompt of a shell fence', () => {
    const d = drafted(
      `${front('  hosts: web1')}${fence('console {sudo=true}', '$ echo a \\\n> b\na b\n$ date')}${fence('sh', '$ uptime\n$HOME/x')}`,
    );
    expect(d.blocks.map(({ script }) => script?.text)).toEqual(['echo a \\\nb\ndate\n', 'uptime\n$HOME/x\n']);
  });

  it('takes an expectation that follows a step', () => {
    expect(
      drafted(`${front('  hosts: web1')}${fence('sh')}${fence('expect', 'up ...')}`).blocks.map(({ script }) => script?.expectOutput),
    ).toEqual(['up ...\n']);
  });

  it('refuses a document that is broken where it matters', () => {
    for (const text of [
      `${front('  hosts: web1')}${fence('sh {name=a}')}${fence('sh {name=a}')}`,
      `${front('  hosts: web1')}${fence('sh {fixes=x}')}`,
      `${front('  hosts: web1\n  timeout: soon')}${fence('sh')}`,
    ]) {
      expect(drafted(text).refusals.length).toBeGreaterThan(0);
    }
    expect(draft(emptyProject, '/none.md').refusals.length).toBe(1);
  });
});
