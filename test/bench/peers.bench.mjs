// Lint against Augeas, which reads the same files and judges only their form, and against the other logrotate extension for VS Code
// (willibrandon/vscode-logrotate), whose language core is measured where $OPSBOOK_VSCODE_LOGROTATE names a checkout of it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);
/** At most this many files of a language are given to Augeas, which takes long over some. */
const most = 150;
const lenses = { logrotate: 'Logrotate', interfaces: 'Interfaces', rsyslog: 'Rsyslog' };

export async function bench({ time, root, say }) {
  const shared = process.env.OPSBOOK_SHARED ?? join(root, '../shared');
  const corpus = join(shared, 'corpus');
  if (!existsSync(join(corpus, 'judge.tsv'))) {
    say('the corpus is not here; Augeas and the other extension are not measured');
    return [];
  }
  const core = require(join(root, 'dist/core.cjs'));
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-peers-'));
  try {
    return [...(await augeas({ core, corpus, folder, time, say })), ...(await rival({ core, corpus, folder, time, say, root }))];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function lintOne(core, language, path, text) {
  const document = core.openDocument(path, text, { language });
  return core.lint(core.withDocument(core.emptyProject, document), path);
}

/** Real files of a language with what is expected of them. */
function rowsOf(corpus, language) {
  return table(join(corpus, 'judge.tsv'))
    .filter(({ lang, col, use, path }) => lang === language && col === 'verdict' && use !== 'drop' && existsSync(join(corpus, path)))
    .map((row) => ({ ...row, text: readFileSync(join(corpus, row.path), 'utf8') }));
}

function table(path) {
  const [head, ...rows] = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])));
}

/** All files in one augtool, and in one augparse; how many of the good files they take is said. */
async function augeas({ core, corpus, folder, time, say }) {
  if (spawnSync('augtool', ['--version']).status !== 0) {
    say('augtool is not here (package augeas-tools)');
    return [];
  }
  const rows = [];
  for (const [language, lens] of Object.entries(lenses)) {
    const samples = rowsOf(corpus, language).slice(0, most);
    const ours = await time(() => samples.forEach(({ text }, i) => lintOne(core, language, `/x/${i}`, text)));
    const script = samples.map(({ path }, i) => `set /augeas/load/x${i}/lens ${lens}.lns\nset /augeas/load/x${i}/incl ${join(corpus, path)}`);
    const commands = `${script.join('\n')}\nload\nmatch /augeas//error\n`;
    writeFileSync(join(folder, 'commands'), commands);
    let output = '';
    const theirs = await time(() => {
      output = spawnSync('augtool', ['-A', '-L', '-f', join(folder, 'commands')], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
    }, 3);
    const refused = (output.match(/\/error = /g) ?? []).length;
    const good = samples.filter(({ use, path }) => use === 'accept' && output.includes(`${join(corpus, path)}/error = `)).length;
    rows.push({ what: `lint ${samples.length} ${language} files in one process`, ours, theirs, peer: `augtool, all in one; it cannot read ${refused}, ${good} of them good`, unit: 'ms' });
    // It compiles its lenses each time, so that one language says enough.
    if (language !== 'logrotate') continue;
    const some = samples.slice(0, 3);
    const each = await time(() => {
      for (const { text } of some) {
        writeFileSync(join(folder, 'test.aug'), `module Test =\n  test ${lens}.lns get ${augeasString(text)} = ?\n`);
        spawnSync('augparse', [join(folder, 'test.aug')], { stdio: 'ignore' });
      }
    }, 3);
    rows.push({ what: `the same`, ours, theirs: (each / some.length) * samples.length, peer: `augparse once a file (${some.length} measured)`, unit: 'ms' });
  }
  return rows;
}

function augeasString(text) {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r')}"`;
}

/** Files a second, verdicts and mutants of the two, and one file from a cold start with each one's language core alone. */
async function rival({ core, corpus, folder, time, say, root }) {
  const checkout = process.env.OPSBOOK_VSCODE_LOGROTATE;
  const entry = checkout === undefined ? '' : join(checkout, 'packages/language-core/src/index.ts');
  if (!existsSync(entry)) {
    say('$OPSBOOK_VSCODE_LOGROTATE names no checkout of willibrandon/vscode-logrotate; it is not measured');
    return [];
  }
  const outfile = join(folder, 'rival.cjs');
  await build({ absWorkingDir: root, entryPoints: [entry], outfile, bundle: true, minify: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'error' });
  const theirCore = require(outfile);
  const judges = {
    ours: (text) => lintOne(core, 'logrotate', '/x/a', text).map(({ severity, span }) => ({ severity, at: span.start })),
    theirs: (text) => theirCore.analyze(theirCore.parse(text, { maxProblems: 10_000 })).map(({ severity, start }) => ({ severity, at: start })),
  };
  const samples = rowsOf(corpus, 'logrotate');
  const lineOf = (text, at) => text.slice(0, at).split('\n').length;
  for (const [who, judge] of Object.entries(judges)) {
    const refuses = (text) => judge(text).some(({ severity }) => severity === 'error');
    const alarms = samples.filter(({ use, text }) => use === 'accept' && refuses(text)).length;
    const misses = samples.filter(({ use, text }) => use === 'reject' && !refuses(text)).length;
    const counts = { noticed: [0, 0], silent: [0, 0] };
    for (const { outcome, operator, path, base, mutated_line: line, reported_line: reported } of table(join(corpus, 'mutants-logrotate.tsv'))) {
      if (counts[outcome] === undefined || operator === 'script-on-one-line' || !existsSync(join(corpus, path))) continue;
      const text = readFileSync(join(corpus, path), 'utf8');
      const seen = (of) => judge(of).filter(({ severity }) => severity === 'error' || severity === 'warning');
      const before = existsSync(join(corpus, base)) ? seen(readFileSync(join(corpus, base), 'utf8')).length : 0;
      const found = seen(text);
      const lines = new Set([line, reported].map(Number));
      counts[outcome][1]++;
      if (found.length > (outcome === 'silent' ? before : 0) && found.some(({ at }) => lines.has(lineOf(text, at)))) counts[outcome][0]++;
    }
    const share = ([caught, all]) => `${caught} of ${all} (${((100 * caught) / all).toFixed(1)} %)`;
    say(`${who}: ${samples.length} files, ${alarms} false alarms, ${misses} misses of ${samples.filter(({ use }) => use === 'reject').length}; mutants in place: noticed ${share(counts.noticed)}, silent ${share(counts.silent)}`);
  }
  const run = (judge) => time(() => samples.forEach(({ text }) => judge(text)), 9);
  const rows = [{ what: `${samples.length} logrotate files judged in one process`, ours: await run(judges.ours), theirs: await run(judges.theirs), peer: 'vscode-logrotate, parse and analyze', unit: 'ms' }];
  const file = join(folder, 'x.logrotate');
  writeFileSync(file, '/var/log/x {\n  weekly\n}\n');
  const alone = (body) => time(() => spawnSync(process.execPath, ['-e', body, file], { stdio: 'ignore' }), 9);
  const read = `const text=require('fs').readFileSync(process.argv[1],'utf8');`;
  rows.push({
    what: 'one file from a cold start, the language core alone',
    ours: await alone(`${read}const c=require(${JSON.stringify(join(root, 'dist/core.cjs'))});c.lint(c.withDocument(c.emptyProject,c.openDocument('/x.logrotate',text)),'/x.logrotate')`),
    theirs: await alone(`${read}const c=require(${JSON.stringify(outfile)});c.analyze(c.parse(text))`),
    peer: 'vscode-logrotate',
    unit: 'ms',
  });
  return rows;
}
