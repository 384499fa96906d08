import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What `logrotate -d` says of one text. */
export interface Verdict {
  readonly accepted: boolean;
  /** The machine lacks something (the folder of a log) for which the rest of the text was not read. */
  readonly cut: boolean;
  /** The errors of its parser, with the line it names. */
  readonly errors: readonly { readonly line: number | undefined; readonly text: string }[];
}

/** The installed logrotate's version, two numbers (`3.21`); undefined where there is none. */
export function installedLogrotate(): string | undefined {
  const { stdout, error } = spawnSync('logrotate', ['--version'], { encoding: 'utf8' });
  return error === undefined ? /logrotate (\d+\.\d+)/.exec(stdout)?.[1] : undefined;
}

/** What depends on the machine and not on the text: files, folders and accounts that are not there. */
const environment =
  /unknown (user|group) '[A-Za-z_][\w.-]*'|cannot stat|failed to open|error verifying|No such file|glob failed|cannot open|are on different devices|^found error in /;

/** Asks logrotate, in its debug mode that changes nothing, about texts; it is started once for each. Call `end` when done. */
export function logrotateJudge(): { judge(bytes: string | Uint8Array): Verdict; end(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-logrotate-'));
  const file = join(folder, 'in.conf');
  return {
    judge(bytes) {
      writeFileSync(file, bytes, { mode: 0o644 });
      const { stderr, error, signal } = spawnSync('logrotate', ['-d', '-s', join(folder, 'state'), file], {
        encoding: 'utf8',
        cwd: folder,
        env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' },
      });
      if (error !== undefined) throw error;
      let cut = false;
      const errors: { line: number | undefined; text: string }[] = [];
      if (signal !== null) errors.push({ line: undefined, text: `ended by ${signal}` });
      for (const line of stderr.split('\n')) {
        if (/^(Handling \d+ logs|Reading state from file)/.test(line)) break;
        if (!line.startsWith('error: ')) continue;
        const text = line.slice(7);
        if (environment.test(text)) {
          cut ||= /error verifying|glob failed|unknown (user|group)/.test(text);
          continue;
        }
        const place = text.startsWith(`${file}:`) ? /^(\d+),? ([\s\S]*)$/.exec(text.slice(file.length + 1)) : null;
        errors.push(place === null ? { line: undefined, text } : { line: Number(place[1]), text: place[2] as string });
      }
      return { accepted: errors.length === 0, errors, cut };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
