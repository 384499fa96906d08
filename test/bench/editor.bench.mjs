// The editor in a real window (VS Code's server behind headless Chromium, as the tests have it): what activation costs, from a keystroke to its
// problems, and the Runs view under the output of 200 hosts. Peers are extensions of VS Code's own in the same window, so that a busy machine
// slows both. Activation times are VS Code's own (Developer: Startup Performance), in whole milliseconds.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { startServer } from '../editor/vscode/server.mjs';
import { openWindow } from '../editor/vscode/window.mjs';

const WINDOWS = Number(process.env.OPSBOOK_BENCH_WINDOWS ?? 5);
const KEYS = Number(process.env.OPSBOOK_BENCH_KEYS ?? 60);
const HOSTS = Number(process.env.OPSBOOK_BENCH_HOSTS ?? 200);
/** Sections of 21 lines in the runbook that is typed in. */
const SECTIONS = Number(process.env.OPSBOOK_BENCH_SECTIONS ?? 476);
const LINES = Number(process.env.OPSBOOK_BENCH_LINES ?? 10_000);
const parts = (process.env.OPSBOOK_BENCH_EDITOR ?? 'activation,typing,runs').split(',');

const settings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'editor.minimap.enabled': false,
};

export async function bench({ median, root, say }) {
  const scratch = mkdtempSync(join(tmpdir(), 'opsbook-bench-editor-'));
  let count = 0;
  const inWindow = async ({ files, file, extension = root, env = {} }, work) => {
    const own = join(scratch, `${++count}`);
    for (const name of ['folder', 'data/User', 'data/Machine', 'extensions', 'runtime']) mkdirSync(join(own, name), { recursive: true });
    writeFileSync(join(own, 'data/User/settings.json'), JSON.stringify(settings));
    writeFileSync(join(own, 'data/Machine/settings.json'), JSON.stringify({ 'opsbook.shellcheck': '' }));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(own, 'folder', name), text);
    const states = { XDG_STATE_HOME: join(own, 'state'), XDG_CONFIG_HOME: join(own, 'config'), XDG_RUNTIME_DIR: join(own, 'runtime') };
    const server = await startServer({ dataFolder: join(own, 'data'), extensionsFolder: join(own, 'extensions'), trust: false, env: { ...states, ...env } });
    try {
      const window = await openWindow({ server, folder: join(own, 'folder'), file: join(own, 'folder', file), extension });
      try {
        await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await window.page.locator('.tab.active', { hasText: file }).waitFor({ timeout: 60_000 });
        return await work(window.page).catch(async (error) => {
          await window.page.screenshot({ path: join(root, 'test-artefacts/failed-bench.png') }).catch(() => {});
          throw error;
        });
      } finally {
        await window.close();
      }
    } finally {
      await server.stop();
    }
  };
  try {
    const rows = [];
    if (parts.includes('activation')) rows.push(...(await activation(inWindow, median, root, say)));
    if (parts.includes('typing')) rows.push(...(await typing(inWindow, scratch, say)));
    if (parts.includes('runs')) rows.push(...(await runsView(inWindow, root, scratch, say)));
    return rows;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function activation(inWindow, median, root, say) {
  say(`the stub: ${statSync(join(root, 'dist/extension.cjs')).size} bytes (at most 10240)`);
  const measured = async (file, text, ready) => {
    const ours = [];
    const theirs = [];
    for (let i = 0; i < WINDOWS; i++) {
      const times = await inWindow({ files: { [file]: text }, file }, async (page) => {
        await ready(page);
        return activationTimes(page);
      });
      if (!times.has('opsbook.opsbook')) throw new Error(`VS Code tells nothing of opsbook; there are ${[...times.keys()].join(', ')}`);
      const [own, markdown] = [times.get('opsbook.opsbook'), times.get('vscode.markdown-language-features')];
      ours.push(own.call);
      theirs.push(markdown.call);
      say(`${file}: \`activate\` of opsbook ${own.call} ms, of Markdown ${markdown.call} ms; code at hand after ${own.load} and ${markdown.load} ms, in one queue with all others`);
    }
    return { ours: median(ours), theirs: median(theirs), peer: 'the Markdown extension in the same window', unit: 'ms' };
  };
  const lensed = (page) => page.locator('.codelens-decoration a').first().waitFor({ timeout: 60_000 });
  // A first window, not counted, leaves compiled code behind as it does once for each version: ten seconds after it started.
  await inWindow({ files: { 'a.runbook.md': book(3) }, file: 'a.runbook.md' }, async (page) => {
    await lensed(page);
    await page.waitForTimeout(15_000);
  });
  return [
    {
      what: 'activation on Markdown that is no runbook (aim: under 5 ms)',
      ...(await measured('plain.md', '# Plain\n\n```sh\necho\n```\n', (page) => page.waitForTimeout(3000))),
    },
    {
      what: 'activation on a runbook, its code loaded (aim: under 50 ms)',
      ...(await measured('a.runbook.md', book(3), lensed)),
    },
  ];
}

/** What VS Code itself measured of each extension: milliseconds until its code was there, and of its `activate`. */
async function activationTimes(page) {
  await command(page, 'Developer: Startup Performance');
  await page.locator('.tab.active', { hasText: 'Startup Performance' }).waitFor();
  const end = Date.now() + 60_000;
  for (;;) {
    await page.waitForTimeout(500);
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    // | Extension | Eager | Load Code | Call Activate | Finish Activate | Event | By |
    const rows = [...text.matchAll(/^\|\s*([\w.-]+\.[\w.-]+)\s*\|\s*(?:true|false)\s*\|\s*(\d+)\s*\|\s*(\d+)\s*\|/gm)];
    const times = new Map(rows.map(([, id, load, call]) => [id, { load: Number(load), call: Number(call) }]));
    if (times.has('opsbook.opsbook') && times.has('vscode.markdown-language-features')) return times;
    if (Date.now() > end) throw new Error(`no activation times:\n${text.slice(-3000)}`);
  }
}

/** A runbook of `sections` sections of 21 lines, with nothing wrong in it. */
function book(sections) {
  const section = (n) =>
    [
      `## Part ${n}`,
      '',
      'What is to be seen here, and what is to be done about it.',
      '',
      `\`\`\`sh {name=look${n} check=true}`,
      `test -d /srv/part-${n}`,
      '```',
      '',
      `\`\`\`sh {name=mend${n} fixes=look${n}}`,
      `mkdir -p /srv/part-${n}`,
      '```',
      '',
      `\`\`\`logrotate {file=/etc/logrotate.d/part-${n}}`,
      `/var/log/part-${n}.log {`,
      '    daily',
      '    rotate 7',
      '    missingok',
      '    notifempty',
      '}',
      '```',
      '',
    ].join('\n');
  return `---\ntitle: Parts\nrunbook:\n  hosts: local\n---\n\n${Array.from({ length: sections }, (_, n) => section(n)).join('\n')}`;
}

async function typing(inWindow, scratch, say) {
  const text = book(SECTIONS);
  const half = SECTIONS >> 1;
  const lines = text.split('\n').length;
  const width = Math.ceil(text.length / lines) - 16;
  const json = `{\n${Array.from({ length: lines - 2 }, (_, n) => `  "key${String(n).padStart(5, '0')}": "${'v'.repeat(Math.max(1, width))}"`).join(',\n')}\n}\n`;
  const at = text.split('\n').findIndex((line) => line.includes(`{name=look${half} `)) + 1;
  const column = text.split('\n')[at - 1].indexOf(`look${half}`) + `look${half}`.length + 1;
  const files = { 'big.runbook.md': text, 'big.json': json };
  const taking = async (page, places) => {
    const results = places.map(() => []);
    // One after the other and again, so that what else the machine does falls on both.
    for (let round = 0; round < 3; round++)
      for (const [index, [name, line, place]] of places.entries()) {
        await goTo(page, `${name}:${line}:${place}`, name);
        results[index].push(...(await keystrokes(page, KEYS / 3)));
      }
    return results;
  };
  const here = ['big.runbook.md', at, column];
  const [ours, theirs] = await inWindow({ files, file: 'big.runbook.md' }, async (page) => {
    // Judged, and said so in the status bar.
    await page.locator('.statusbar-item', { hasText: 'logrotate' }).first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(5000);
    return taking(page, [here, ['big.json', lines >> 1, 3]]);
  });
  // The same document without us: what VS Code and its Markdown extension take until one problem is painted.
  const [bare] = await inWindow({ files, file: 'big.runbook.md', extension: bareJudge(scratch) }, async (page) => {
    await page.waitForTimeout(10_000);
    return taking(page, [here]);
  });
  const told = (figures) => `${figures.map((figure) => figure.toFixed(0)).join(' ')}, median ${at50(figures)} ms`;
  say(`${lines} lines, ${text.length} and ${json.length} characters; keystrokes to painted problems: ${told(ours)}; JSON ${told(theirs)}; one problem and no judgement ${told(bare)}`);
  const p95 = (figures) => percentile(figures, 0.95);
  const what = `a keystroke in a runbook of ${lines} lines to its painted problems, p95 of ${ours.length}`;
  return [
    { what, ours: p95(ours), theirs: p95(theirs), peer: 'the JSON extension on a file of the same size, in the same window', unit: 'ms' },
    { what: 'the same', ours: p95(ours), theirs: p95(bare), peer: 'the same document with an extension that sets one problem at each keystroke', unit: 'ms' },
  ];
}

/** An extension that says one thing of a Markdown document's line 1, and takes it back at the next change. Its folder. */
function bareJudge(scratch) {
  return writeExtension(scratch, { name: 'bare-judge', activationEvents: ['onLanguage:markdown'] }, `(${judge})(module, require('vscode'));`);
}

function judge(module, vscode) {
  module.exports.activate = (context) => {
    const problems = vscode.languages.createDiagnosticCollection('bare');
    context.subscriptions.push(
      problems,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges: [change] }) => {
        if (change === undefined || document.languageId !== 'markdown') return;
        const { line } = change.range.start;
        problems.set(document.uri, change.text === '' ? [] : [new vscode.Diagnostic(new vscode.Range(line, 0, line, 5), 'one')]);
      }),
    );
  };
}

const percentile = (figures, part) => [...figures].sort((a, b) => a - b)[Math.min(figures.length - 1, Math.ceil(figures.length * part) - 1)];
const at50 = (figures) => percentile(figures, 0.5).toFixed(0);

/** Types a letter that makes a problem and takes it away again, `count` times in all; milliseconds from each key to the frame that shows the change. */
async function keystrokes(page, count) {
  const painted = () =>
    page.evaluate(() => {
      const squiggles = () => document.querySelectorAll('.editor-instance .squiggly-error').length;
      const before = squiggles();
      window.painted = new Promise((done, fail) => {
        let began;
        window.addEventListener('keydown', () => (began ??= performance.now()), { capture: true, once: true });
        const end = performance.now() + 60_000;
        const look = (now) => {
          if (began !== undefined && squiggles() !== before) done(now - began);
          else if (now > end) fail(new Error('no problem was painted'));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      });
    });
  const figures = [];
  for (let i = 0; i < count; i++) {
    await painted();
    await page.keyboard.press(i % 2 === 0 ? 'x' : 'Backspace');
    figures.push(await page.evaluate(() => window.painted));
    // Nothing of this keystroke is on its way any more.
    await page.waitForTimeout(700);
  }
  return figures;
}

async function runsView(inWindow, root, scratch, say) {
  const extension = join(scratch, 'extension');
  mkdirSync(join(extension, 'dist'), { recursive: true });
  for (const name of ['package.json', 'package.nls.json', 'client', 'syntaxes', 'schemas', 'l10n'])
    if (existsSync(join(root, name))) symlinkSync(join(root, name), join(extension, name));
  for (const name of readdirSync(join(root, 'dist'))) if (name !== 'runner.cjs') cpSync(join(root, 'dist', name), join(extension, 'dist', name), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/editor-feed.ts'],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outfile: join(extension, 'dist/runner.cjs'),
    external: ['ssh2', 'cpu-features'],
    logLevel: 'warning',
  });
  const text = `---\ntitle: Everywhere\nrunbook:\n  hosts: node[1-${HOSTS}]\n---\n\n\`\`\`sh {name=scan}\nscan /srv\n\`\`\`\n`;
  const names = Array.from({ length: HOSTS }, (_, n) => `  node${n + 1}: {}\n`).join('');
  const files = { 'all.runbook.md': text, 'opsbook.yaml': `hosts:\n${names}` };
  const env = { OPSBOOK_FEED_LINES: String(LINES) };
  const ours = await inWindow({ files, file: 'all.runbook.md', extension, env }, async (page) => {
    await page.locator('.codelens-decoration a').first().waitFor({ timeout: 60_000 });
    await page.locator('.activitybar .action-item a[aria-label^="Opsbook"]').click();
    await command(page, 'Opsbook: Plan This Runbook');
    await page.locator('.codelens-decoration a', { hasText: 'Run this plan' }).waitFor({ timeout: 60_000 });
    await page.locator('.codelens-decoration a', { hasText: 'Run this plan' }).click();
    const run = page.locator('.monaco-dialog-box').getByRole('button', { name: 'Run', exact: true });
    await run.waitFor({ timeout: 60_000 });
    const rows = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Runs' }) }).locator('.monaco-list-row');
    return watched(page, {
      begin: () => run.click(),
      shown: rows.filter({ hasText: /Everywhere/ }),
      over: rows.filter({ hasText: /Everywhere.*failed/ }),
    });
  });
  const told = ({ opening, going, seconds, frames }) =>
    `${seconds.toFixed(0)} s; processor time of the page's longest task until it is shown ${opening.longest.toFixed(0)} ms, then ${going.longest.toFixed(0)} ms, all tasks ${going.all.toFixed(0)} ms; frames: ${frames.count}, ${frames.long} over 50 ms, p99 ${frames.p99.toFixed(0)} ms`;
  say(`${HOSTS} hosts, ${LINES} lines each: ${told(ours)}`);
  const bare = await inWindow({ files: { 'bare.txt': 'bare\n' }, file: 'bare.txt', extension: bareExtension(scratch) }, async (page) => {
    await page.waitForTimeout(5000);
    const rows = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Bare' }) }).locator('.monaco-list-row');
    return watched(page, { begin: () => command(page, 'Bare: Begin'), shown: rows, over: rows.filter({ hasText: 'the end' }) });
  });
  say(`a bare view of ${HOSTS} rows and a bare channel with as much text: ${told(bare)}`);
  const peer = 'a bare view of as many rows, drawn again four times a second, and a bare channel with as much text';
  return [
    {
      what: `processor time of the longest task of the page while ${HOSTS} hosts print ${LINES} lines each (aim: 50 ms)`,
      ours: ours.going.longest,
      theirs: bare.going.longest,
      peer,
      unit: 'ms',
    },
    { what: 'the same, until the run and its channel are shown', ours: ours.opening.longest, theirs: bare.opening.longest, peer, unit: 'ms' },
    { what: 'the same, p99 of all frames', ours: ours.frames.p99, theirs: bare.frames.p99, peer, unit: 'ms' },
  ];
}

/** An extension that shows as much by VS Code's own means alone: rows that are all drawn again, a channel, a document. Its folder. */
function bareExtension(scratch) {
  const contributes = {
    commands: [{ command: 'bare.begin', title: 'Begin', category: 'Bare' }],
    views: { explorer: [{ id: 'bare.rows', name: 'Bare' }] },
  };
  const manifest = { name: 'bare', activationEvents: ['onStartupFinished'], contributes };
  return writeExtension(scratch, manifest, `(${bare})(module, require('vscode'), ${HOSTS});`);
}

/** Writes an extension of one script below `scratch`, under its name in the manifest. Its folder. */
function writeExtension(scratch, manifest, script) {
  const folder = join(scratch, manifest.name);
  mkdirSync(folder, { recursive: true });
  const common = { publisher: 'opsbook-bench', version: '0.0.1', engines: { vscode: '^1.100.0' }, main: './main.js' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...common, ...manifest }));
  writeFileSync(join(folder, 'main.js'), script);
  return folder;
}

function bare(module, vscode, count) {
  const changed = new vscode.EventEmitter();
  let turn = 0;
  let isOver = false;
  const getChildren = (node) =>
    node === undefined && turn > 0 ? [...(isOver ? ['the end'] : []), ...Array.from({ length: count }, (_, n) => `row ${n}`)] : [];
  const getTreeItem = (node) => Object.assign(new vscode.TreeItem(node), { id: node, description: `turn ${turn}` });
  const begin = async () => {
    const channel = vscode.window.createOutputChannel('Bare');
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content: 'text\n'.repeat(20) }), { preview: false });
    channel.show(true);
    await vscode.commands.executeCommand('bare.rows.focus');
    const line = 'node100: 4711 checked /srv/data/part-500: 0 errors\n';
    let left = 2000 + 2 * count;
    const append = setInterval(() => {
      const lines = Math.min(left, 300);
      left -= lines;
      if (lines > 0) channel.append(line.repeat(lines));
    }, 100);
    const follow = setInterval(() => {
      isOver = turn++ > 30;
      changed.fire(undefined);
      if (!isOver) return;
      clearInterval(append);
      clearInterval(follow);
    }, 250);
  };
  module.exports.activate = (context) => {
    const provider = { onDidChangeTreeData: changed.event, getChildren, getTreeItem };
    context.subscriptions.push(
      vscode.window.createTreeView('bare.rows', { treeDataProvider: provider }),
      vscode.commands.registerCommand('bare.begin', begin),
    );
  };
}

/** What of a trace tells of tasks, with the processor time of each; marks of our own among them. */
const categories = ['toplevel', 'blink.user_timing'];

/** Begins something, and tells what it cost the page until its row is `shown`, and from then until its row is `over`: processor time in milliseconds, frames. OPSBOOK_BENCH_TRACE names a file for a whole trace. */
async function watched(page, { begin, shown, over }) {
  const path = process.env.OPSBOOK_BENCH_TRACE;
  const browser = page.context().browser();
  const more = path ? ['devtools.timeline', 'v8.execute', 'disabled-by-default-v8.cpu_profiler'] : [];
  await browser.startTracing(page, { path, categories: [...categories, ...more] });
  await page.waitForTimeout(1000);
  await watchFrames(page);
  await page.evaluate(() => performance.mark('bench-begin'));
  const began = Date.now();
  await begin();
  await shown.first().waitFor({ timeout: 60_000 });
  await page.locator('.part.panel .view-lines .view-line').first().waitFor();
  await page.waitForTimeout(500);
  await page.evaluate(() => performance.mark('bench-shown'));
  await over.first().waitFor({ timeout: 600_000 });
  const seconds = (Date.now() - began) / 1000;
  // What is still on its way to the channel.
  await page.waitForTimeout(2000);
  await page.evaluate(() => performance.mark('bench-end'));
  const result = await frames(page);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const mark = (name) => traceEvents.find((event) => event.name === name);
  const [first, second, third] = ['bench-begin', 'bench-shown', 'bench-end'].map(mark);
  const tasks = traceEvents.filter(({ name, ph, pid, tid }) => ph === 'X' && name.endsWith('RunTask') && pid === first.pid && tid === first.tid);
  const between = (from, to) => {
    const spent = tasks.filter(({ ts }) => ts >= from && ts < to).map(({ tdur = 0 }) => tdur / 1000);
    return { longest: Math.max(0, ...spent), all: spent.reduce((sum, each) => sum + each, 0) };
  };
  return { opening: between(first.ts, second.ts), going: between(second.ts, third.ts), seconds, frames: result };
}

/** Begins to note every frame and every task over 50 ms in the page. */
async function watchFrames(page) {
  await page.evaluate(() => {
    const own = { frames: [], tasks: [], on: true };
    if (window.watched) window.watched.on = false;
    window.watched = own;
    let last;
    const next = (now) => {
      if (last !== undefined) own.frames.push(now - last);
      last = now;
      if (own.on) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    const observer = new PerformanceObserver((list) => own.on && own.tasks.push(...list.getEntries().map(({ duration }) => duration)));
    observer.observe({ type: 'longtask' });
  });
}

async function frames(page) {
  const { frames: all, tasks } = await page.evaluate(() => {
    window.watched.on = false;
    return { frames: window.watched.frames, tasks: window.watched.tasks };
  });
  return {
    count: all.length,
    long: all.filter((frame) => frame > 50).length,
    max: Math.max(...all),
    p99: percentile(all, 0.99),
    tasks: tasks.length,
    longest: Math.max(0, ...tasks),
  };
}

/** Runs a command by its title; a palette that closes, or does not offer it yet, is opened again. */
async function command(page, title) {
  const end = Date.now() + 60_000;
  for (;;) {
    await page.keyboard.press('F1');
    const input = page.locator('.quick-input-widget input[type="text"]').first();
    const isOffered = await input
      .fill(`>${title}`, { timeout: 5000 })
      .then(() => page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().waitFor({ timeout: 5000 }))
      .then(() => true, () => false);
    if (isOffered) break;
    if (Date.now() > end) throw new Error(`the palette does not offer ${title}`);
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('Enter');
}

async function goTo(page, place, name) {
  await page.keyboard.press('Control+p');
  const input = page.locator('.quick-input-widget input[type="text"]').first();
  await input.waitFor();
  await input.fill(place);
  // The list is there before it is filtered: what Enter takes is the row with the focus.
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor({ timeout: 60_000 });
  await page.waitForTimeout(3000);
}
