import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShellDialect } from '../../../server/src/core/shell/tree.ts';

/** The shell that judges a dialect. */
export const judgeOf: Readonly<Record<ShellDialect, string>> = { sh: 'dash', bash: 'bash' };

/** Whether both judges are on this machine. */
export function haveJudges(): boolean {
  return Object.values(judgeOf).every((shell) => spawnSync(shell, ['-c', 'exit 0']).error === undefined);
}

/**
 * Which of `texts` the judge of `dialect` reads (`-n`) without an error: one process for each, started by one shell. Of an error inside
 * of `[[` bash speaks and ends with 0 all the same; its warnings are no errors.
 */
export function accepted(texts: readonly string[], dialect: ShellDialect): readonly boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-shell-'));
  try {
    for (const [index, text] of texts.entries()) writeFileSync(join(folder, String(index)), text);
    const loop = `i=0; while [ $i -lt ${texts.length} ]; do ${judgeOf[dialect]} -n $i >/dev/null 2>said && ! grep -qv warning: said && echo $i; i=$((i + 1)); done`;
    const { stdout, error } = spawnSync('dash', ['-c', loop], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e8,
      env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' },
    });
    if (error !== undefined) throw error;
    const well = new Set(stdout.split('\n'));
    return texts.map((_, index) => well.has(String(index)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
