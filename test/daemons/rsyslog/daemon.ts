import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;

/** The release of the installed rsyslogd, as the setting `rsyslog.version` has it; undefined where there is none. */
export function installedRsyslog(): string | undefined {
  const { status, stdout } = spawnSync('rsyslogd', ['-v'], { encoding: 'utf8', env: { PATH: path } });
  return status === 0 ? /^rsyslogd\s+(\d+\.\d+)/.exec(stdout)?.[1] : undefined;
}

/** What rsyslogd said of a text. */
export interface Verdict {
  readonly accepted: boolean;
  /** The lines that refuse it. */
  readonly said: readonly string[];
}

/** Asks rsyslogd, each time with a file of its own in one folder that `end` removes. */
export interface Judge {
  judge(text: string): Verdict;
  end(): void;
}

/** Lines of `rsyslogd -N1` that refuse nothing: it ends with 1 for warnings, and for what this machine lacks, too. */
const harmless =
  /config validation run|End of config validation|warnings occurred in file|warning during parsing|warning:|is deprecated|deprecated but accepted|deprecated parameter|treated as ':omusrmsg:|no active actions configured|no listeners defined|no files configured|no working or state file directory|is very low|queue is in direct mode|insecure default|is set larger than|automatically/;

/** A judge with the installed rsyslogd. */
export function rsyslogJudge(): Judge {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-rsyslogd-'));
  const file = join(folder, 'rsyslog.conf');
  return {
    judge(text) {
      writeFileSync(file, text);
      const { status, signal, stdout, stderr } = spawnSync('rsyslogd', ['-N1', '-f', file], {
        encoding: 'utf8',
        cwd: folder,
        env: { PATH: path, LC_ALL: 'C' },
      });
      const said = `${stderr}${stdout}`
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !harmless.test(line));
      if (signal !== null || status === null) return { accepted: false, said: [...said, `it crashed: ${signal}`] };
      return { accepted: said.length === 0, said };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
