import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { vscodeFolder } from './install.mjs';

const programOf = (folder) => join(folder, 'code/node_modules/code-server/lib/vscode/out/server-main.js');

/** Installs a vsix as a user would; throws what VS Code said where it did not take it. */
export function installExtension({ vsix, dataFolder, extensionsFolder }) {
  const folder = vscodeFolder();
  const words = [programOf(folder), '--install-extension', vsix, '--server-data-dir', dataFolder, '--extensions-dir', extensionsFolder];
  const { status, stdout, stderr } = spawnSync(join(folder, 'node24/bin/node'), [...words, '--accept-server-license-terms'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`VS Code did not install ${vsix}\n${stdout}${stderr}`);
}

/**
 * Starts VS Code's server on a loopback port of its own, behind a token.
 * `dataFolder` keeps settings and state, `extensionsFolder` what is installed; `trust: false` switches workspace trust off, `driver: false`
 * what tests drive it by.
 * Resolves when it answers: `authority` (host:port), `token`, `url(query)`, `stop()`.
 */
export async function startServer({ dataFolder, extensionsFolder, trust, driver = true, env = {}, cwd = process.cwd() }) {
  const folder = vscodeFolder();
  const token = randomBytes(16).toString('hex');
  const words = [
    programOf(folder),
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token', token],
    ...['--accept-server-license-terms', ...(driver ? ['--enable-smoke-test-driver'] : []), '--telemetry-level', 'off'],
    ...['--server-data-dir', dataFolder, '--user-data-dir', dataFolder, '--extensions-dir', extensionsFolder],
    ...(trust ? [] : ['--disable-workspace-trust']),
  ];
  const server = spawn(join(folder, 'node24/bin/node'), words, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const port = await new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error(`VS Code's server did not start within 60 s\n${said}`)), 60_000);
    const hear = (chunk) => {
      said = (said + chunk).slice(-20_000);
      const match = /Extension host agent listening on (\d+)/.exec(said);
      if (!match) return;
      clearTimeout(timer);
      done(Number(match[1]));
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.on('error', fail);
    server.on('exit', (code) => fail(new Error(`VS Code's server ended with ${code}\n${said}`)));
  });
  const authority = `127.0.0.1:${port}`;
  return {
    authority,
    token,
    url: (query) => `http://${authority}/?${new URLSearchParams({ tkn: token, ...query })}`,
    /** What the server printed last, for messages about failures. */
    log: () => said,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const gone = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      const timer = setTimeout(() => server.kill('SIGKILL'), 5000);
      await gone;
      clearTimeout(timer);
    },
  };
}
