// 5,000 runbooks against markdownlint-cli2's own job on them, and ten times the bytes against ten times the time.
// OPSBOOK_PEERS names a folder of npm packages in which the peer is; else it is looked for on PATH.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const FILES = 5000;

/** The smaller of the two sizes, in MB. */
const SMALL = Number(process.env.OPSBOOK_BENCH_MB ?? 0.3);

const parts = {
  logrotate: ['/x/logrotate.d/a', (i) => `/var/log/app${i}/*.log {\n    weekly\n    rotate 7\n    missingok\n    notifempty\n    postrotate\n        systemctl reload app${i}\n    endscript\n}\n`],
  rsyslog: ['/x/rsyslog.conf', (i) => `if $programname == "app${i}" then {\n    action(type="omfile" file="/var/log/app${i}.log")\n    stop\n}\nmail.info  -/var/log/m${i}\n`],
  interfaces: ['/x/network/interfaces', (i) => `auto eth${i}\niface eth${i} inet static\n    address 10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}/24\n    mtu 1500\n\n`],
  runbook: ['/x/r.runbook.md', block],
};

function block(i) {
  return `## Part ${i}\n\nSome words about it.\n\n\`\`\`sh {name=s${i} check=true}\ntest -f /etc/x${i}\n\`\`\`\n\n\`\`\`logrotate {name=f${i} fixes=s${i} file=/etc/logrotate.d/x${i}}\n/var/log/x${i} {\n  weekly\n  rotate 4\n}\n\`\`\`\n\n`;
}

const head = '---\ntitle: A runbook\nrunbook:\n  hosts: sandbox\n---\n\n# A runbook\n\n';

export async function bench({ time, root, say }) {
  const core = createRequire(import.meta.url)(join(root, 'dist/core.cjs'));
  const rows = [];
  for (const [language, [path, part]] of Object.entries(parts)) {
    const text = (size) => {
      const out = [language === 'runbook' ? head : ''];
      for (let i = 0, length = 0; length < size * 1e6; i++) {
        out.push(part(i));
        length += out.at(-1).length;
      }
      return out.join('');
    };
    const judge = (text) => () => core.lint(core.withDocument(core.emptyProject, core.openDocument(path, text)), path).length;
    const ours = await time(judge(text(SMALL)));
    const theirs = await time(judge(text(SMALL * 10)), SMALL > 1 ? 1 : 5);
    rows.push({ what: `lint of ${SMALL} MB of one ${language} file`, ours, theirs, peer: `the same in ${SMALL * 10} MB (linear is 10)`, unit: 'ms' });
  }

  const peer = [...(process.env.OPSBOOK_PEERS ? [join(process.env.OPSBOOK_PEERS, 'node_modules/.bin')] : []), ...process.env.PATH.split(delimiter)]
    .map((folder) => join(folder, 'markdownlint-cli2'))
    .find((file) => spawnSync(file, ['--help'], { stdio: 'ignore' }).error === undefined);
  if (peer === undefined) {
    say('markdownlint-cli2 is not here (npm install markdownlint-cli2 in a folder, and OPSBOOK_PEERS=FOLDER): the row of 5,000 files is left out');
    return rows;
  }
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-bench-'));
  for (let i = 0; i < FILES; i++) {
    const at = join(folder, `group${i % 50}`);
    if (i < 50) mkdirSync(at);
    writeFileSync(join(at, `book${i}.md`), `${head}${block(i)}${block(i + 1)}`);
  }
  const run = (command, args) => () => {
    const { status, error } = spawnSync(command, args, { cwd: folder, stdio: 'ignore' });
    if (error !== undefined || (status !== 0 && status !== 1)) throw new Error(`${command} ended with ${error?.message ?? status}`);
  };
  const ours = await time(run(process.execPath, [join(root, 'dist/opsbook.cjs'), 'lint']));
  const theirs = await time(run(peer, ['**/*.md']));
  rmSync(folder, { recursive: true });
  rows.push({ what: `lint of ${FILES} runbooks, from a cold start`, ours, theirs, peer: 'markdownlint-cli2 on the same files, its own job', unit: 'ms' });
  return rows;
}
