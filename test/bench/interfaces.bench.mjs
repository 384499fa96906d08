// Interfaces files against ifupdown and Augeas: the corpus, and a file of ten thousand stanzas.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

export async function bench({ time, root, say }) {
  const core = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));
  const rows = [];
  const work = mkdtempSync(join(tmpdir(), 'opsbook-bench-'));
  const run = (command, ...args) => spawnSync(command, args, { stdio: 'ignore' });
  const ifquery = findIfquery();
  if (ifquery === undefined) say('ifupdown is not here (`npm run test:daemons` fetches it)');

  const folder = join(process.env.OPSBOOK_SHARED ?? join(root, '../shared'), 'corpus/interfaces');
  const files = existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('mutants'))
        .map((entry) => join(entry.parentPath, entry.name))
    : [];
  if (files.length === 0) say('the corpus is not here; its files are not measured');
  else {
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    const judge = (text, i) => {
      const document = core.openDocument(`/etc/network/interfaces.d/${i}`, text);
      return core.lint(core.withDocument(core.emptyProject, document), document.path).length;
    };
    const ours = await time(() => texts.forEach(judge), 9);
    const what = `lint ${files.length} interfaces files in one process`;
    const some = files.slice(0, 100);
    const all = (ms) => ms * (files.length / some.length);
    if (ifquery !== undefined) {
      const theirs = all(await time(() => some.forEach((file) => run(ifquery, '--list', '-a', '-i', file, '--state-dir', work)), 5));
      rows.push({ what, ours, theirs, peer: `ifquery --list once a file (${some.length} measured)`, unit: 'ms' });
    }
    if (!existsSync('/usr/bin/augtool')) say('augtool is not here');
    else {
      const few = files.slice(0, 30);
      const ask = (file) => run('/usr/bin/augtool', '-A', '-t', `Interfaces.lns incl ${file}`, 'print /augeas//error');
      const theirs = (await time(() => few.forEach(ask), 5)) * (files.length / few.length);
      rows.push({ what, ours, theirs, peer: `augtool once a file (${few.length} measured)`, unit: 'ms' });
    }
  }

  const large = join(work, 'large.interfaces');
  const small = join(work, 'small.interfaces');
  writeFileSync(large, stanzas(10_000));
  writeFileSync(small, stanzas(1000));
  const lint = (file) => run(process.execPath, join(root, 'dist/opsbook.cjs'), 'lint', '--language', 'interfaces', file);
  const ours = await time(() => lint(large), 7);
  if (ifquery !== undefined) {
    const theirs = await time(() => run(ifquery, '--list', '-a', '-i', large, '--state-dir', work), 7);
    rows.push({ what: 'lint of 10,000 stanzas from a cold start', ours, theirs, peer: 'ifquery --list -a', unit: 'ms' });
    const up = await time(() => run(ifquery.replace(/ifquery$/, 'ifup'), '--no-act', '--no-scripts', '--force', '-a', '-i', large, '--state-dir', work), 5);
    rows.push({ what: 'the same', ours, theirs: up, peer: 'ifup --no-act -a', unit: 'ms' });
  }
  rows.push({ what: 'lint of 1,000 stanzas from a cold start', ours: await time(() => lint(small), 7), theirs: ours, peer: 'the same of 10,000', unit: 'ms' });
  rmSync(work, { recursive: true });
  return rows;
}

/** Whole stanzas, each with an address of its own. */
function stanzas(count) {
  const out = ['auto lo', 'iface lo inet loopback', ''];
  for (let i = 0; i < count; i++) {
    const net = `10.${10 + (i >> 14)}.${(i >> 6) & 255}`;
    const host = (i & 63) * 4;
    out.push(`auto e${i}`, `iface e${i} inet static`, `    address ${net}.${host + 1}/30`, '    mtu 1500', `    up ip route add 172.16.${i & 255}.0/24 via ${net}.${host + 2}`, '');
  }
  return `${out.join('\n')}\n`;
}

function findIfquery() {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'opsbook/ifupdown');
  return ['/sbin', join(cache, 'sbin'), join(cache, 'usr/sbin')].map((folder) => join(folder, 'ifquery')).find((path) => existsSync(path));
}
