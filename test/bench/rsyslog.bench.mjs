// A long rsyslog.conf: from a keystroke to its problems, against rsyslogd's own check and Augeas' lens, and against itself tenfold.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rsyslogd = '/usr/sbin/rsyslogd';

export async function bench({ time, root, say }) {
  const core = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));
  const path = '/etc/rsyslog.conf';
  const judge = (document) => core.lint(core.withDocument(core.emptyProject, document), path).length;
  const whole = (text) => judge(core.openDocument(path, text));
  const rows = [];

  const long = configuration(125);
  const figures = keystrokes(long, (document) => judge(document), core, path);
  const p95 = figures[Math.floor(figures.length * 0.95)];
  rows.push({
    what: `a keystroke in an rsyslog file of ${long.split('\n').length} lines to its problems, p95 of ${figures.length}`,
    ours: p95,
    theirs: 16,
    peer: 'a frame',
    unit: 'ms',
  });

  const small = configuration(1250);
  const large = configuration(12_500);
  const tenth = small.slice(0, small.lastIndexOf('\n# service', small.length * 0.4));
  const ours = await time(() => whole(large.slice(0, large.lastIndexOf('\n# service', 5_000_000))), 5);
  const one = await time(() => whole(tenth), 5);
  const ten = large.slice(0, large.lastIndexOf('\n# service', tenth.length * 10));
  rows.push({ what: `lint ${tenth.length} bytes of rsyslog configuration`, ours: one, theirs: await time(() => whole(ten), 5), peer: 'the same in ten times the bytes', unit: 'ms' });

  const folder = mkdtempSync(join(tmpdir(), 'opsbook-bench-'));
  const file = join(folder, 'rsyslog.conf');
  writeFileSync(file, large.slice(0, large.lastIndexOf('\n# service', 5_000_000)));
  if (existsSync(rsyslogd)) {
    const theirs = await time(() => spawnSync(rsyslogd, ['-N1', '-f', file], { stdio: 'ignore' }), 3);
    rows.push({ what: 'lint 5 MB of rsyslog configuration', ours, theirs, peer: '`rsyslogd -N1`', unit: 'ms' });
  } else say('rsyslogd is not here');
  writeFileSync(file, '*.info;mail.none /var/log/messages\nmail.* -/var/log/mail\n'.repeat(200));
  const lens = spawnSync('augtool', ['-A', '-t', `Rsyslog.lns incl ${file}`, 'print /augeas//error'], { encoding: 'utf8' });
  if (lens.error === undefined) {
    const text = '*.info;mail.none /var/log/messages\nmail.* -/var/log/mail\n'.repeat(200);
    const theirs = await time(() => spawnSync('augtool', ['-A', '-t', `Rsyslog.lns incl ${file}`, 'quit'], { stdio: 'ignore' }), 5);
    rows.push({ what: 'lint 400 selector lines in one process', ours: await time(() => whole(text), 5), theirs, peer: "`augtool` with Augeas' lens, started once", unit: 'ms' });
  } else say('augtool is not here');
  rmSync(folder, { recursive: true });
  return rows;
}

/** Sorted times from a character typed to the problems, at places all over the text. */
function keystrokes(text, judge, core, path) {
  const out = [];
  let document = core.openDocument(path, text);
  for (let place = 0; place < 60; place++) {
    const at = text.indexOf('\n', Math.floor((text.length * ((place * 37) % 100)) / 100));
    let typed = '';
    for (const character of '\n*.* ') {
      typed += character;
      const changed = text.slice(0, at) + typed + text.slice(at);
      const began = performance.now();
      document = core.openDocument(path, changed, { previous: document });
      judge(document);
      if (place >= 10) out.push(performance.now() - began);
    }
  }
  return out.sort((a, b) => a - b);
}

/** A configuration as a log server has it, with so many services. */
function configuration(services) {
  const out = ['module(load="imudp")', '$FileOwner root', 'global(workDirectory="/var/spool/rsyslog")', ''];
  for (let n = 1; n <= services; n++)
    out.push(
      `# service ${n}`,
      `template(name="t${n}" type="string" string="/var/log/hosts/%hostname:::secpath-replace%/app${n}.log")`,
      `template(name="l${n}" type="list") {`,
      '  property(name="timereported" dateFormat="rfc3339")',
      '  constant(value=" ")',
      '  property(name="msg" spifno1stsp="on" droplastlf="on")',
      '}',
      `ruleset(name="r${n}" queue.type="LinkedList" queue.size="10000") {`,
      `  if $programname == "app${n}" and not ($msg contains "debug") then {`,
      '    set $.key = field($msg, 32, 2);',
      `    action(type="omfile" dynaFile="t${n}" template="l${n}"`,
      '           fileOwner="root" fileGroup="adm" fileCreateMode="0640")',
      `    action(type="omfwd" target="192.0.2.${n % 250}" port="514" protocol="tcp"`,
      `           queue.type="LinkedList" queue.filename="fwd${n}" queue.maxDiskSpace="1g" action.resumeRetryCount="-1")`,
      '    stop',
      '  }',
      '}',
      `input(type="imudp" port="${10_000 + (n % 50_000)}" ruleset="r${n}")`,
      `local${n % 8}.*;mail.none  -/var/log/app${n}.log;l${n}`,
      `:programname, startswith, "app${n}" @@192.0.2.${n % 250}:${10_514 + (n % 50)}`,
      '& stop',
      '',
    );
  return out.join('\n');
}
