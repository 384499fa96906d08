import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What ifupdown says of one text. */
export interface Verdict {
  readonly accepted: boolean;
  readonly errors: readonly { readonly line: number | undefined; readonly text: string }[];
  /** What it says and goes on. */
  readonly warnings: readonly { readonly line: number | undefined; readonly text: string }[];
}

/** Debian's ifupdown: the installed one, else the package's own files below the cache folder, fetched once; why not, where neither can be had. */
export function findIfupdown(): { readonly sbin: string } | { readonly why: string } {
  const installed = '/sbin/ifquery';
  if (existsSync(installed) && isDebians(installed)) return { sbin: '/sbin' };
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'opsbook', 'ifupdown');
  const sbin = ['sbin', 'usr/sbin'].map((folder) => join(cache, folder)).find((folder) => existsSync(join(folder, 'ifquery')));
  if (sbin !== undefined) return isDebians(join(sbin, 'ifquery')) ? { sbin } : { why: `${sbin}/ifquery does not run` };
  const work = `${cache}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    const fetched = spawnSync('apt-get', ['download', '-q', 'ifupdown'], { cwd: work, encoding: 'utf8', timeout: 60_000 });
    const deb = readdirSync(work).find((name) => name.endsWith('.deb'));
    if (fetched.error !== undefined || fetched.status !== 0 || deb === undefined)
      return { why: `ifupdown is not installed, and apt-get could not fetch it: ${fetched.stderr ?? fetched.error}` };
    const unpacked = spawnSync('dpkg', ['-x', deb, work], { cwd: work, encoding: 'utf8' });
    if (unpacked.status !== 0) return { why: `dpkg could not unpack ifupdown: ${unpacked.stderr}` };
    if (!existsSync(cache)) renameSync(work, cache);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const found = ['sbin', 'usr/sbin'].map((folder) => join(cache, folder)).find((folder) => existsSync(join(folder, 'ifquery')));
  return found !== undefined && isDebians(join(found, 'ifquery'))
    ? { sbin: found }
    : { why: 'the package ifupdown has no ifquery that runs' };
}

function isDebians(ifquery: string): boolean {
  const { stdout, error } = spawnSync(ifquery, ['--version'], { encoding: 'utf8' });
  return error === undefined && /ifquery version \d/.test(stdout) && !/ifupdown-ng|ifupdown2/.test(stdout);
}

/** Asks ifupdown about texts; nothing is brought up (`--no-act`, a state folder of its own). Call `end` when done. */
export function ifupdownJudge(sbin: string): { judge(text: string, names: readonly string[]): Verdict; end(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-ifupdown-'));
  const file = join(folder, 'interfaces');
  const state = join(folder, 'state');
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' };
  const ask = (program: string, args: readonly string[]): string => {
    const { stderr, error, signal } = spawnSync(join(sbin, program), [...args, '-i', file, '--state-dir', state], {
      encoding: 'utf8',
      cwd: folder,
      env,
      timeout: 20_000,
    });
    if (error !== undefined) throw error;
    return signal === null ? stderr : `${stderr}\n${program}: ended by ${signal}\n`;
  };
  return {
    judge(text, names) {
      writeFileSync(file, text);
      const errors: { line: number | undefined; text: string }[] = [];
      const warnings: { line: number | undefined; text: string }[] = [];
      const read = (said: string): void => {
        for (const line of said.split('\n')) {
          const match = /^(?:ifup|ifquery): (.*)$/.exec(line);
          if (match === null) continue;
          const place = (match[1] ?? '').startsWith(`${file}:`) ? /^(\d+): (.*)$/.exec((match[1] ?? '').slice(file.length + 1)) : null;
          const found = { line: place === null ? undefined : Number(place[1]), text: place?.[2] ?? match[1] ?? '' };
          if (/couldn't read interfaces file|failed to bring up|missing required configuration/.test(found.text)) continue;
          // What one file cannot tell, and what this machine lacks.
          if (
            /missing target name|unknown interface|Is a directory|couldn't open|No such file|ignoring|lock|waiting|recursion/.test(
              found.text,
            )
          )
            continue;
          (/not understood and ignored/.test(found.text) ? warnings : errors).push(found);
        }
      };
      read(ask('ifquery', ['--list', '-a']));
      if (errors.length === 0) for (const name of names) read(ask('ifup', ['--no-act', '--no-scripts', '--no-mappings', '--force', name]));
      return { accepted: errors.length === 0, errors, warnings };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
