// Lint against the daemons' own checkers, and against the same work tenfold.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const daemons = {
  logrotate: { command: '/usr/sbin/logrotate', args: (file) => ['-d', '-s', '/dev/null', file] },
  rsyslog: { command: '/usr/sbin/rsyslogd', args: (file) => ['-N1', '-f', file] },
};

export async function bench({ median, time, spent, root, say }) {
  const core = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));
  const rows = [];
  const judge = (path, text, language) => {
    const document = core.openDocument(path, text, language === undefined ? {} : { language });
    return core.lint(core.withDocument(core.emptyProject, document), path).length;
  };

  for (const [language, { command, args }] of Object.entries(daemons)) {
    const files = corpus(root, language);
    if (files.length === 0) say('the corpus is not here; the daemons are not measured');
    else if (!existsSync(command)) say(`${command} is not here`);
    else {
      const texts = files.map((file) => readFileSync(file, 'utf8'));
      const ours = await time(() => texts.forEach((text, i) => judge(`/etc/${language}/${i}`, text, language)));
      const some = files.slice(0, 100);
      const theirs = (await time(() => some.forEach((file) => spawnSync(command, args(file), { stdio: 'ignore' })), 5)) * (files.length / some.length);
      rows.push({ what: `lint ${files.length} ${language} files in one process`, ours, theirs, peer: `${command.split('/').at(-1)} once a file (${some.length} measured)`, unit: 'ms' });
    }
  }

  const book = (blocks) => {
    const out = ['---', 'runbook:', '  hosts: sandbox', '---', ''];
    for (let i = 0; i < blocks; i++) out.push(`## Part ${i}`, '', '```sh {name=s' + i + ' check=true}', 'true', '```', '', '```logrotate', `/var/log/x${i} {`, '  weekly', '  rotate 4', '}', '```', '');
    return `${out.join('\n')}\n`;
  };
  const short = book(77);
  const tenfold = book(770);
  const keystroke = (text) => {
    const path = '/r.md';
    let document = core.openDocument(path, text);
    let n = 0;
    return () => {
      const typed = text.replace('weekly', `weekl${'y'.repeat(1 + (n++ % 3))}`);
      document = core.openDocument(path, typed, { previous: document });
      core.lint(core.withDocument(core.emptyProject, document), path);
    };
  };
  const one = await time(keystroke(short), 15);
  const ten = await time(keystroke(tenfold), 15);
  rows.push({ what: 'a keystroke in a runbook of 1,000 lines to its problems', ours: one, theirs: ten, peer: 'the same in 10,000 lines', unit: 'ms' });

  const folder = mkdtempSync(join(tmpdir(), 'opsbook-bench-'));
  const small = join(folder, 'logrotate.conf');
  writeFileSync(small, '/var/log/x {\n  weekly\n}\n');
  const lint = (file) => [process.execPath, join(root, 'dist/opsbook.cjs'), 'lint', file];
  const [cold, bare] = spent([lint(small), [process.execPath, '-e', '0']]);
  rows.push({ what: 'lint of one file from a cold start, processor time', ours: cold, theirs: bare, peer: '`node -e 0`', unit: 'ms' });
  if (existsSync(daemons.logrotate.command)) {
    const { command, args } = daemons.logrotate;
    const clock = ([program, ...words]) => time(() => spawnSync(program, words, { stdio: 'ignore' }));
    const kinds = {
      'stanzas of five directives': plainStanzas(1_000_000),
      'a script and ten directives in each stanza': stanzas(1_000_000),
      "Debian's own files, each log below a folder of its own": distributed(core, root, 1_000_000),
    };
    for (const [kind, text] of Object.entries(kinds)) {
      if (text === undefined) {
        say(`the corpus is not here; not measured: ${kind}`);
        continue;
      }
      const file = join(folder, 'large.logrotate');
      writeFileSync(file, text);
      const what = `lint of a logrotate file of 1 MB from a cold start, ${kind}`;
      const [ours, theirs] = spent([lint(file), [command, ...args(file)]], 3);
      rows.push({ what: `${what}, processor time`, ours, theirs, peer: '`logrotate -d`', unit: 'ms' });
      rows.push({ what: 'the same by the clock', ours: await clock(lint(file)), theirs: await clock([command, ...args(file)]), peer: '`logrotate -d`', unit: 'ms' });
    }
  }
  const first = join(folder, 'first.cjs');
  writeFileSync(
    first,
    `const began = performance.now();
const core = require(${JSON.stringify(join(root, 'dist/core.cjs'))});
const judge = () => core.lint(core.withDocument(core.emptyProject, core.openDocument('/x.logrotate', '/var/log/x {\\n  weekly\\n}\\n')), '/x.logrotate');
judge();
const once = performance.now() - began;
for (let i = 0; i < 2000; i++) judge();
const again = performance.now();
for (let i = 0; i < 1000; i++) judge();
console.log(JSON.stringify([once, (performance.now() - again) / 1000]));`,
  );
  const figures = Array.from({ length: 9 }, () => JSON.parse(spawnSync(process.execPath, [first], { encoding: 'utf8' }).stdout));
  const [once, again] = [0, 1].map((at) => median(figures.map((pair) => pair[at])));
  rows.push({ what: 'the first file in a process, core loaded without a cache', ours: once, theirs: again, peer: 'the same file again, once warm', unit: 'ms' });
  rmSync(folder, { recursive: true });
  return rows;
}

/** So many bytes of small stanzas. */
function plainStanzas(bytes) {
  let out = '';
  for (let i = 0; out.length < bytes; i++)
    out += `/var/log/app${i}.log {\n    weekly\n    rotate 4\n    compress\n    missingok\n    notifempty\n}\n`;
  return out;
}

/** So many bytes of logrotate configuration in which nothing is wrong. */
function stanzas(bytes) {
  const out = [];
  for (let i = 0, length = 0; length < bytes; i++) {
    out.push(
      `# The logs of service ${i}\n/var/log/app${i}/*.log /var/log/app${i}/extra/out.log {\n    weekly\n    rotate 7\n    maxsize 10M\n    compress\n    delaycompress\n    create 0640 root adm\n    missingok\n    notifempty\n    sharedscripts\n    postrotate\n        systemctl reload app${i} > /dev/null 2>&1 || true\n    endscript\n}\n\n`,
    );
    length += out.at(-1).length;
  }
  return out.join('');
}

/** So many bytes of the files that Debian's packages bring, over and over, no log named twice; undefined without the corpus. */
function distributed(core, root, bytes) {
  const texts = corpus(root, 'logrotate')
    .filter((path) => path.includes('/debian/'))
    .map((path) => readFileSync(path, 'utf8'))
    .filter((text) => text.endsWith('\n') && !judgedBad(core, text));
  if (texts.length === 0) return undefined;
  let out = '';
  for (let i = 0; out.length < bytes; i++) {
    const text = texts[i % texts.length];
    const { tree } = core.openDocument('/x.logrotate', text).units[0].parsed;
    let from = 0;
    for (const { span } of tree.stanzas.flatMap(({ logs }) => logs)) {
      const slash = text.indexOf('/', span.start);
      out += `${text.slice(from, slash)}/h${i}`;
      from = slash;
    }
    out += text.slice(from);
  }
  return out;
}

function judgedBad(core, text) {
  const document = core.openDocument('/x.logrotate', text);
  return core.lint(core.withDocument(core.emptyProject, document), '/x.logrotate').some(({ severity }) => severity === 'error');
}

/** Real files of a language from the corpus beside the project, if it is there. */
function corpus(root, language) {
  const folder = join(process.env.OPSBOOK_SHARED ?? join(root, '../shared'), 'corpus', language);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('mutants'))
    .map((entry) => join(entry.parentPath, entry.name));
}
