import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { opsbook } from './opsbook.ts';

let folder: string;
const place = (shell: string): string => join(folder, `completion.${shell}`);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-completion-'));
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { status, stdout } = await opsbook(['completion', shell]);
    expect(status).toBe(0);
    writeFileSync(place(shell), stdout);
  }
  writeFileSync(join(folder, 'disk.md'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Whether a shell is here; where it is not the run says so, and fails under CI. */
function has(shell: string): boolean {
  const here = spawnSync(shell, ['-c', 'true']).status === 0;
  if (!here) console.warn(`${shell} is not here: its completion is not tried`);
  expect(here || process.env['CI'] !== 'true').toBe(true);
  return here;
}

const cases: readonly (readonly [line: string, ...offered: string[]])[] = [
  ['opsbook expl', 'explain'],
  ['opsbook lint --form', '--format'],
  ['opsbook lint --format sar', 'sarif'],
  ['opsbook explain logrotate-bad-si', 'logrotate-bad-size'],
  ['opsbook plan di', 'disk.md'],
  ['opsbook sandbox re', 'reset'],
  ['opsbook completion f', 'fish'],
  ['opsbook rsyslog t', 'try'],
];

function bash(line: string): readonly string[] {
  const words = line.split(' ');
  const script = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _opsbook; printf "%s\\n" "${COMPREPLY[@]}"';
  return execFileSync('bash', ['-c', script, 'bash', place('bash'), ...words], { cwd: folder, encoding: 'utf8' })
    .trim()
    .split('\n');
}

describe('completions', () => {
  it.each(cases)('bash, behind `%s`', (line, ...offered) => {
    if (has('bash')) expect(bash(line)).toEqual(offered);
  });

  it('bash, where a value stands behind an equals sign', () => {
    if (has('bash')) expect(bash('opsbook lint --format = js')).toEqual(['json']);
  });

  it('bash, every command and option that there is', async () => {
    if (!has('bash')) return;
    const { stdout } = await opsbook(['--help']);
    const commands = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z]+)/gm)].map((match) => match[1] as string);
    expect(commands.length).toBeGreaterThan(10);
    expect(
      bash('opsbook ')
        .filter((word) => !word.startsWith('-'))
        .sort(),
    ).toEqual(commands.filter((word) => word !== 'opsbook').sort());
    for (const command of commands.filter((word) => word !== 'help' && word !== 'opsbook')) {
      const help = (await opsbook([command, '--help'])).stdout;
      expect(help).not.toContain('default: []');
      const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].map((match) => match[1] as string);
      for (const option of options) expect(bash(`opsbook ${command} -`), `${command} ${option}`).toContain(option);
    }
  });

  it.each(cases)('fish, behind `%s`', (line, ...offered) => {
    if (!has('fish')) return;
    const out = execFileSync('fish', ['-c', 'source $argv[1]; complete -C $argv[2]', place('fish'), line], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(
      out
        .trim()
        .split('\n')
        .map((row) => row.split('\t')[0]),
    ).toEqual(offered);
  });

  it.each(cases)('zsh, behind `%s`', (line, offered) => {
    if (!has('zsh')) return;
    const driver = fileURLToPath(new URL('complete-in-zsh.zsh', import.meta.url));
    const out = execFileSync('zsh', ['-f', driver, place('zsh'), line], { cwd: folder, encoding: 'utf8' });
    expect(out).toContain(offered);
  });

  it('of another shell are none', async () => {
    expect(await opsbook(['completion', 'tcsh'])).toMatchObject({
      status: 2,
      stderr: 'opsbook: `completion tcsh` is unknown; `bash`, `zsh`, `fish` are known\n',
    });
  });
});
