// A long rsyslog.conf: from a keystroke to its problems, against rsyslogd's own check and Augeas' lens, and against itself tenfold.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { processorTime } from './processor-time.mjs';

const rsyslogd = '/usr/sbin/rsyslogd';

export async function bench({ time, root, say }) {
  const core = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));
  const path = '/etc/rsyslog.conf';
  const judge = (document) => core.lint(core.withDocument(core.emptyProject, document), path).length;
  const whole = (text) => judge(core.openDocument(path, text));
  const rows = [];

  for (const [kind, text, file, typed] of [
    ['an rsyslog file', configuration(136), { path: '/etc/rsyslog.conf', languageId: 'rsyslog' }, '\n*.* '],
    ['a file of old rsyslog directives', legacy(176), { path: '/etc/rsyslog.conf', languageId: 'rsyslog' }, '\n*.* '],
    ['an rsyslog YAML file', yaml(150), { path: '/etc/rsyslog.d/all.yaml', languageId: 'rsyslog-yaml' }, ' # x'],
  ]) {
    const { figures, processor } = await keystrokes(text, file, typed, root);
    const lines = text.split('\n').length;
    for (const [name, part] of [
      ['median', 0.5],
      ['p95', 0.95],
    ])
      rows.push({
        what: `a keystroke in ${kind} of ${lines} lines to its problems, through the language server: ${name} of ${figures.length}`,
        ours: figures[Math.floor(figures.length * part)],
        theirs: 16,
        peer: 'a frame',
        unit: 'ms',
      });
    if (processor !== undefined)
      rows.push({ what: "the same, the server's processor time for each", ours: processor, theirs: 16, peer: 'a frame', unit: 'ms' });
  }

  const small = configuration(1250);
  const large = configuration(12_500);
  const tenth = small.slice(0, small.lastIndexOf('\n# service', small.length * 0.4));
  const fiveMegabytes = large.slice(0, large.lastIndexOf('\n# service', 5_000_000));
  const ours = await time(() => whole(fiveMegabytes), 5);
  const one = await time(() => whole(tenth), 5);
  const ten = large.slice(0, large.lastIndexOf('\n# service', tenth.length * 10));
  rows.push({ what: `lint ${tenth.length} bytes of rsyslog configuration`, ours: one, theirs: await time(() => whole(ten), 5), peer: 'the same in ten times the bytes', unit: 'ms' });

  const folder = mkdtempSync(join(tmpdir(), 'opsbook-bench-'));
  const file = join(folder, 'rsyslog.conf');
  writeFileSync(file, fiveMegabytes);
  if (existsSync(rsyslogd)) {
    const theirs = await time(() => spawnSync(rsyslogd, ['-N1', '-f', file], { stdio: 'ignore' }), 3);
    rows.push({ what: 'lint 5 MB of rsyslog configuration', ours, theirs, peer: '`rsyslogd -N1`', unit: 'ms' });
  } else say('rsyslogd is not here');
  const selectors = '*.info;mail.none /var/log/messages\nmail.* -/var/log/mail\n'.repeat(200);
  writeFileSync(file, selectors);
  const lens = spawnSync('augtool', ['-A', '-t', `Rsyslog.lns incl ${file}`, 'print /augeas//error'], { encoding: 'utf8' });
  if (lens.error === undefined) {
    const theirs = await time(() => spawnSync('augtool', ['-A', '-t', `Rsyslog.lns incl ${file}`, 'quit'], { stdio: 'ignore' }), 5);
    rows.push({ what: 'lint 400 selector lines in one process', ours: await time(() => whole(selectors), 5), theirs, peer: "`augtool` with Augeas' lens, started once", unit: 'ms' });
  } else say('augtool is not here');
  rmSync(folder, { recursive: true });
  return rows;
}

/**
 * Sorted times from a character of `typed`, at places all over the text, to the server's answer with the problems, in milliseconds; the server
 * is the built one, started and spoken to as the editor does (client/src/editor/language/node-client.ts). `processor` is its processor time for each, where the system tells it.
 */
async function keystrokes(text, { path, languageId }, typed, root) {
  const server = spawn(process.execPath, ['--max-semi-space-size=32', join(root, 'dist/server.cjs'), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    initializationOptions: { shellcheck: '' },
    capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
  });
  await connection.sendNotification('initialized', {});
  const uri = `file://${path}`;
  const lines = text.split('\n');
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  let version = 1;
  const type = async (start, end, put) => {
    const began = performance.now();
    void connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: ++version },
      contentChanges: [{ range: { start, end }, text: put }],
    });
    await connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
    return performance.now() - began;
  };
  const figures = [];
  let before = 0;
  for (let place = 0; place < 90; place++) {
    if (place === 30) before = processorTime(server.pid);
    const line = Math.floor((lines.length * ((place * 37) % 100)) / 100);
    let at = { line, character: lines[line].length };
    for (const character of typed) {
      const took = await type(at, at, character);
      at = character === '\n' ? { line: line + 1, character: 0 } : { line: at.line, character: at.character + 1 };
      if (place >= 30) figures.push(took);
    }
    figures.push(await type({ line, character: lines[line].length }, at, ''));
    if (place < 30) figures.pop();
  }
  const spent = processorTime(server.pid) - before;
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await new Promise((done) => server.once('exit', done));
  connection.dispose();
  return { figures: figures.sort((a, b) => a - b), processor: Number.isNaN(spent) ? undefined : spent / figures.length };
}

/** The statements of a service's ruleset, indented by two; its file has this template, if one is named. */
function statements(n, template) {
  return [
    `  if $programname == "app${n}" and not ($msg contains "debug") then {`,
    '    set $.key = field($msg, 32, 2);',
    `    action(type="omfile" dynaFile="t${n}"${template === undefined ? '' : ` template="${template}"`}`,
    '           fileOwner="root" fileGroup="adm" fileCreateMode="0640")',
    `    action(type="omfwd" target="192.0.2.${n % 250}" port="514" protocol="tcp"`,
    `           queue.type="LinkedList" queue.filename="fwd${n}" queue.maxDiskSpace="1g" action.resumeRetryCount="-1")`,
    '    stop',
    '  }',
  ];
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
      ...statements(n, `l${n}`),
      '}',
      `input(type="imudp" port="${10_000 + (n % 50_000)}" ruleset="r${n}")`,
      `local${n % 8}.*;mail.none  -/var/log/app${n}.log;l${n}`,
      `:programname, startswith, "app${n}" @@192.0.2.${n % 250}:${10_514 + (n % 50)}`,
      '& stop',
      '',
    );
  return out.join('\n');
}

/** A configuration of the old kind: directives that hold for what stands behind them. */
function legacy(services) {
  const out = ['$ModLoad imudp', '$ModLoad imuxsock', '$WorkDirectory /var/spool/rsyslog'];
  for (let n = 1; n <= services; n++)
    out.push(
      `# service ${n}`,
      `$template t${n},"/var/log/hosts/%hostname%/app${n}.log"`,
      `$template l${n},"%timereported:::date-rfc3339% %msg:::sp-if-no-1st-sp%%msg:::drop-last-lf%\\n"`,
      `$RuleSet r${n}`,
      '$ActionQueueType LinkedList',
      `$ActionQueueFileName fwd${n}`,
      '$ActionResumeRetryCount -1',
      `local${n % 8}.*;mail.none  -/var/log/app${n}.log;l${n}`,
      `:programname, startswith, "app${n}" @@192.0.2.${n % 250}:${10_514 + (n % 50)}`,
      '& stop',
      '$FileOwner root',
      '$FileCreateMode 0640',
      `*.err ?t${n};l${n}`,
      `mail,news.=crit;auth.* /var/log/crit${n}.log`,
      '$RuleSet RSYSLOG_DefaultRuleset',
      `$InputUDPServerBindRuleset r${n}`,
      `$UDPServerRun ${10_000 + n}`,
    );
  return `${out.join('\n')}\n`;
}

/** The first of these in YAML. */
function yaml(services) {
  const each = (lines) => Array.from({ length: services }, (_, n) => lines(n + 1)).flat();
  return [
    'version: 2',
    'modules:',
    '  - load: imudp',
    'templates:',
    ...each((n) => [`  - name: t${n}`, '    type: string', `    string: "/var/log/hosts/%hostname:::secpath-replace%/app${n}.log"`]),
    'rulesets:',
    ...each((n) => [
      `  - name: r${n}`,
      '    queue.type: LinkedList',
      '    queue.size: 10000',
      '    script: |',
      ...statements(n).map((line) => `    ${line}`),
    ]),
    'inputs:',
    ...each((n) => ['  - type: imudp', `    port: "${10_000 + n}"`, `    ruleset: r${n}`]),
    '',
  ].join('\n');
}
