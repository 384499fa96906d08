import { describe, expect, it } from 'vitest';
import { applyEdits, emptyProject, lint, openDocument, withDocument } from '../../../server/src/core/index.ts';

const front = '---\nrunbook:\n  hosts: sandbox\n  inputs:\n    token: { secret: true }\n---\n\n';
const book = (...steps: readonly string[]): string =>
  `${front + steps.map((step) => (step.startsWith('```') ? step : `\`\`\`sh\n${step}\n\`\`\``)).join('\n\n')}\n`;

function judge(text: string) {
  return lint(withDocument(emptyProject, openDocument('/b.md', text)), '/b.md');
}

/** What a rule says, as the text it stands at. */
function found(rule: string, ...steps: readonly string[]): readonly string[] {
  const text = book(...steps);
  return judge(text)
    .filter((problem) => problem.rule === `runbook-${rule}`)
    .map(({ span, severity }) => `${severity}: ${text.slice(span.start, span.end)}`);
}

describe('a command that waits for a terminal', () => {
  it.each([
    ['apt install nginx', 'warning: apt install nginx'],
    ['sudo -n apt-get -q install nginx', 'warning: apt-get -q install nginx'],
    ['dnf upgrade', 'warning: dnf upgrade'],
    ['vi /etc/hosts', 'warning: vi /etc/hosts'],
    ['top', 'warning: top'],
    ['read answer', 'warning: read answer'],
    ['passwd root', 'warning: passwd root'],
    ['docker exec -it web sh', 'warning: docker exec -it web sh'],
    ['ssh web1', 'warning: ssh web1'],
    ['ssh -p 22 web1 uptime', 'info: ssh -p 22 web1 uptime'],
    ['crontab -e', 'warning: crontab -e'],
    ['sudo -i', 'warning: sudo -i'],
    ['su - postgres', 'warning: su - postgres'],
    ['sudo systemctl status x', 'hint: sudo'],
  ])('%s', (step, expected) => {
    expect(found('waits-for-terminal', step)).toEqual(expected === '' ? [] : [expected]);
  });

  it.each([
    'apt-get install -y nginx',
    'apt-get -qq install nginx',
    'yes | apt install nginx',
    'apt list --installed',
    'apt-get update',
    'while read -r line; do echo "$line"; done < /etc/hosts',
    'read -r x < /proc/loadavg',
    'read -r x <<EOF\na\nEOF',
    'ask() { read -r x; }',
    'top -b -n 1',
    'docker run -dit web',
    'docker exec web ls',
    'ssh -o BatchMode=yes web1 uptime',
    'ssh web1 <<EOF\nuptime\nEOF',
    'su - postgres -c "psql -l"',
    'bash -c "true"',
    'bash setup.sh',
    'vim -es -c q file',
    'DEBIAN_FRONTEND=noninteractive dpkg-reconfigure tzdata',
    'python3 - <<EOF\nprint(1)\nEOF',
    'python3 -m venv x',
    'crontab -l',
    'sudo -n true',
    '```sh {interactive=true}\nvi /etc/hosts\n```',
    '```sh {sudo=true}\nsudo systemctl restart x\n```',
  ])('is not %j', (step) => {
    expect(found('waits-for-terminal', step)).toEqual([]);
  });
});

describe('a danger without a question', () => {
  it.each([
    'reboot',
    'systemctl poweroff',
    'init 6',
    'shutdown -h now',
    'mkfs.ext4 /dev/sdb',
    'dd if=/dev/zero of=/dev/sda bs=1M',
    'wipefs -a /dev/sdb',
    'rm -rf /var/lib',
    'rm -rf /etc/*',
    'rm -r "$dir/"*',
    'rm -rf $X/',
    'find / -delete',
    'ip link set eth0 down',
    'ip link set dev eth0 down',
    'ifdown eth0',
    'systemctl stop sshd',
    'systemctl restart networking',
    'service networking restart',
    'iptables -F',
    'iptables -P INPUT DROP',
    'nft flush ruleset',
    'ufw default deny',
    'cat image > /dev/sda',
    'lvremove -y vg/x',
    'kubectl delete ns web',
    'sudo -n nohup reboot',
  ])('%s', (step) => {
    expect(found('no-confirm', step).length).toBe(1);
  });

  it.each([
    'echo reboot',
    'systemctl restart haproxy',
    'shutdown -c',
    'rm -rf /tmp/x',
    'rm -rf /var/lib/apt/lists/*',
    'rm -rf "${dir:?}/"*',
    'dir=/srv/x; rm -rf "$dir"/*',
    'rm -rf "$dir"',
    'rm -rf "$dir/build"',
    'rm file',
    'dd if=/dev/sda of=image',
    'wipefs /dev/sdb',
    'ip link show',
    'ip link set eth0 up',
    'systemctl restart sshd',
    'systemctl disable sshd',
    'iptables -L',
    'iptables -P INPUT ACCEPT',
    'iptables -t nat -F',
    'find /var/log -name "*.gz" -delete',
    'mkdir -p /etc/x',
    'kubectl delete pod x',
    'reboot() { :; }; reboot',
    '```sh {confirm=true}\nreboot\n```',
    '```sh {reboot=true}\nreboot\n```',
    '```sh {guard=60s}\nip link set eth0 down\n```',
    '```sh {undoes=x}\nreboot\n```',
    '```interfaces {file=/etc/network/interfaces reload=net replace=true}\nauto lo\niface lo inet loopback\n```\n\n```sh {name=net}\nsystemctl restart networking\n```',
  ])('is not %j', (step) => {
    expect(found('no-confirm', step)).toEqual([]);
  });
});

describe('what ends with its step', () => {
  it('is told where it is used, and exported by the fix', () => {
    const text = book('dir=/srv\nother=1', 'ls "$dir"');
    const problem = judge(text).find(({ rule }) => rule === 'runbook-lost-with-step');
    expect(problem && text.slice(problem.span.start, problem.span.end)).toBe('$dir');
    expect(applyEdits(text, problem?.fixes[0]?.edits ?? [])).toContain('\nexport dir=/srv\n');
  });

  it.each([
    [['greet() { echo hi; }', 'greet'], ['warning: greet']],
    [['set -e'], ['warning: set']],
    [['cd /srv/app', '```sh {sudo=true}\nls\n```'], ['warning: cd /srv/app']],
    [['export dir=/srv', 'ls "$dir"'], []],
    [['dir=/srv', 'dir=/x; ls "$dir"'], []],
    [['dir=/srv', 'ls "${dir:-/srv}"'], []],
    [['dir=/srv', '. ./env\nls "$dir"'], []],
    [['PATH=$PATH:/opt/bin', 'echo "$PATH"'], []],
    [['cd /srv/app', 'ls'], []],
    [['set -e\ntrue'], []],
    [['token=x', 'cat "$token"'], []],
  ])('%j', (steps, expected) => {
    expect(found('lost-with-step', ...steps)).toEqual(expected);
  });
});

describe('secrets, prompts, checks', () => {
  it.each([
    ['printed-secret', 'echo "$token"', 1],
    ['printed-secret', 'printf %s "$token" | wc -c', 0],
    ['printed-secret', 'echo "$token" > f', 0],
    ['printed-secret', 'echo "${token:+set}"', 0],
    ['printed-secret', 'set -x\ncurl -u "a:$token" x', 1],
    ['printed-secret', 'set -x\nls', 0],
    ['printed-secret', 'env\ncurl "$token"', 1],
    ['printed-secret', 'echo "$DB_PASSWORD"', 1],
    ['printed-secret', '```sh {sensitive=true}\necho "$token"\n```', 0],
    ['prompt', '$ ls\n$ df', 1],
    ['prompt', 'echo "$ x"', 0],
    ['check-changes', '```sh {check=true}\napt-get install -y x\n```', 1],
    ['check-changes', '```sh {check=true}\necho x > /etc/motd\n```', 1],
    ['check-changes', '```sh {check=true}\nt=$(mktemp)\ncurl x > "$t"; rm -f "$t"; touch /tmp/y 2>/dev/null\n```', 0],
    ['check-changes', '```sh {check=true}\nsystemctl is-active x; systemctl list-units; ip addr show; sysctl net.ipv4.ip_forward\n```', 0],
    ['not-checked', 'systemctl restart x', 1],
    ['not-checked', 'systemctl restart x\nsystemctl is-active x', 0],
    ['not-checked', 'ls', 0],
  ])('%s of %j', (rule, step, count) => {
    expect(found(rule, step).length).toBe(count);
  });

  it('a fix takes all prompts of a block away', () => {
    const text = book('$ ls\n$ df');
    const problem = judge(text).find(({ rule }) => rule === 'runbook-prompt');
    expect(applyEdits(text, problem?.fixes[0]?.edits ?? [])).toContain('```sh\nls\ndf\n```');
    expect(problem?.fixes[0]?.certain).toBe(true);
  });
});
