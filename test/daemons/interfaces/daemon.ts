import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianFiles } from './debian-files.ts';

/** What ifupdown says of one text. */
export interface Verdict {
  readonly accepted: boolean;
  readonly errors: readonly { readonly line: number | undefined; readonly text: string }[];
  /** What it says and goes on. */
  readonly warnings: readonly { readonly line: number | undefined; readonly text: string }[];
}

/** Debian's ifupdown: the installed one, else the package's own files; why not, where neither can be had. */
export function findIfupdown(): { readonly sbin: string } | { readonly why: string } {
  if (existsSync('/sbin/ifquery') && isDebians('/sbin/ifquery')) return { sbin: '/sbin' };
  const files = debianFiles('ifupdown');
  if ('why' in files) return files;
  const sbin = ['sbin', 'usr/sbin'].map((inner) => join(files.folder, inner)).find((inner) => existsSync(join(inner, 'ifquery')));
  return sbin !== undefined && isDebians(join(sbin, 'ifquery')) ? { sbin } : { why: 'the package ifupdown has no ifquery that runs' };
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
