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

export async function bench({ time, root, say }) {
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
  const small = book(77);
  const large = book(770);
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
  const one = await time(keystroke(small), 15);
  const ten = await time(keystroke(large), 15);
  rows.push({ what: 'a keystroke in a runbook of 1,000 lines to its problems', ours: one, theirs: ten, peer: 'the same in 10,000 lines', unit: 'ms' });

  const folder = mkdtempSync(join(tmpdir(), 'opsbook-bench-'));
  const file = join(folder, 'logrotate.conf');
  writeFileSync(file, '/var/log/x {\n  weekly\n}\n');
  const cold = await time(() => spawnSync(process.execPath, [join(root, 'dist/opsbook.cjs'), 'lint', file], { stdio: 'ignore' }), 9);
  const bare = await time(() => spawnSync(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 9);
  rmSync(folder, { recursive: true });
  rows.push({ what: 'lint of one file from a cold start', ours: cold, theirs: bare, peer: 'node -e 0', unit: 'ms' });
  return rows;
}

/** Real files of a language from the corpus beside the project, if it is there. */
function corpus(root, language) {
  const folder = join(process.env.OPSBOOK_SHARED ?? join(root, '../shared'), 'corpus', language);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('mutants'))
    .map((entry) => join(entry.parentPath, entry.name));
}
