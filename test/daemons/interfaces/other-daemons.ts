import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Dialect } from '../../../server/src/core/languages/interfaces/tree.ts';
import { debianFiles } from './debian-files.ts';

/** One thing that a daemon says of a text and refuses. */
export interface Refusal {
  readonly line: number | undefined;
  readonly text: string;
}

/** One of the other daemons, which can be asked about texts. */
export interface OtherDaemon {
  readonly dialect: Exclude<Dialect, 'ifupdown'>;
  /** What it refuses of a text with these interfaces, nothing where it takes all; undefined where it cannot be asked. */
  refusals(text: string, names: readonly string[]): Promise<readonly Refusal[] | undefined>;
  end(): void;
}

/** The daemons beside Debian's own, or why one cannot be had. */
export function otherDaemons(): readonly (OtherDaemon | { readonly dialect: Dialect; readonly why: string })[] {
  return [ifupdown2(), ifupdownNg(), busybox()];
}

/** ifupdown2's own parser (class networkInterfaces), kept in one process: the program takes 400 ms a call. */
const parserLoop = `
import json, logging, sys
from ifupdown.networkinterfaces import networkInterfaces
class Keep(logging.Handler):
    def emit(self, record):
        said.append([record.levelname, record.getMessage()])
log = logging.getLogger('ifupdown')
log.addHandler(Keep())
log.setLevel(logging.WARNING)
log.propagate = False
print('ready', flush=True)
for line in sys.stdin:
    said = []
    parser = networkInterfaces(interfacesfile='F', interfacesfileiobuf=json.loads(line), template_enable='0')
    parser.subscribe('iface_found', lambda found: None)
    parser.subscribe('validateifaceattr', lambda *about: True)
    parser.subscribe('validateifaceobj', lambda found: True)
    try:
        parser.load()
    except Exception as error:
        said.append(['ERROR', 'it ends by itself: %r' % error])
    print(json.dumps(said), flush=True)
`;

function ifupdown2(): OtherDaemon | { readonly dialect: Dialect; readonly why: string } {
  const dialect = 'ifupdown2';
  const files = debianFiles('ifupdown2');
  if ('why' in files) return { dialect, why: files.why };
  const paths = ['usr/share', 'usr/share/ifupdown2', 'usr/lib/python3/dist-packages'].map((inner) => join(files.folder, inner));
  const env = { PATH: process.env['PATH'] ?? '', PYTHONPATH: paths.join(':'), PYTHONDONTWRITEBYTECODE: '1' };
  const tried = spawnSync('python3', ['-c', 'import ifupdown.networkinterfaces'], { env, encoding: 'utf8' });
  if (tried.status !== 0) return { dialect, why: `python3 cannot load ifupdown2's parser: ${tried.stderr ?? tried.error}` };
  const child: ChildProcessWithoutNullStreams = spawn('python3', ['-c', parserLoop], { env });
  child.stderr.resume();
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let ready: Promise<unknown> | undefined;
  return {
    dialect,
    async refusals(text) {
      ready ??= lines.next();
      await ready;
      child.stdin.write(`${JSON.stringify(text)}\n`);
      const { value } = await lines.next();
      return (JSON.parse(String(value)) as readonly (readonly [string, string])[]).flatMap(([level, said]) => {
        const match = /^F: (?:line(\d+): )?(.*)$/s.exec(said);
        return level === 'ERROR' ? [{ line: match?.[1] === undefined ? undefined : Number(match[1]), text: match?.[2] ?? said }] : [];
      });
    },
    end: () => {
      child.stdin.end();
    },
  };
}

function ifupdownNg(): OtherDaemon | { readonly dialect: Dialect; readonly why: string } {
  const dialect = 'ifupdown-ng';
  const files = debianFiles('ifupdown-ng');
  if ('why' in files) return { dialect, why: files.why };
  const ifquery = ['sbin', 'usr/sbin'].map((inner) => join(files.folder, inner, 'ifquery')).find((path) => existsSync(path));
  if (ifquery === undefined) return { dialect, why: 'the package ifupdown-ng has no ifquery' };
  const { file, ask, end } = asker();
  return {
    dialect,
    refusals: (text) => {
      writeFileSync(file, text);
      const { said, failed } = ask(ifquery, ['-i', file, '--list', '-a']);
      // It says what it throws away and ends well.
      const refused = said.split('\n').filter((line) => lineIn(line) !== undefined);
      if (refused.length === 0 && failed) return Promise.resolve([{ line: undefined, text: said.trim() }]);
      return Promise.resolve(refused.map((line) => ({ line: lineIn(line), text: line })));
    },
    end,
  };
}

function busybox(): OtherDaemon | { readonly dialect: Dialect; readonly why: string } {
  const dialect = 'busybox';
  const files = debianFiles('busybox-static');
  if ('why' in files) return { dialect, why: files.why };
  const program = ['bin', 'usr/bin'].map((inner) => join(files.folder, inner, 'busybox')).find((path) => existsSync(path));
  const applets = program === undefined ? '' : spawnSync(program, ['--list'], { encoding: 'utf8' }).stdout;
  if (program === undefined || !/^ifup$/m.test(applets)) return { dialect, why: 'this busybox has no ifup' };
  const { file, ask, end } = asker();
  return {
    dialect,
    refusals: (text, names) => {
      // It runs the scripts of mappings, whatever it is told not to do.
      if (text.includes('mapping')) return Promise.resolve(undefined);
      writeFileSync(file, text);
      // With a name that is nowhere it reads the whole file and does nothing.
      for (const name of ['opsbook-nowhere', ...names]) {
        const { said } = ask(program, ['ifup', '-n', '-f', '-i', file, name]);
        const refused = said.split('\n').filter((line) => line.startsWith('ifup: ') && !/unknown interface|don't seem to have/.test(line));
        if (refused.length > 0) return Promise.resolve(refused.map((line) => ({ line: undefined, text: line })));
      }
      return Promise.resolve([]);
    },
    end,
  };
}

function lineIn(said: string): number | undefined {
  const line = /:(\d+): /.exec(said)?.[1];
  return line === undefined ? undefined : Number(line);
}

/** A file for a text in a folder of its own, and a way to call a program there. */
function asker(): {
  readonly file: string;
  ask(program: string, args: readonly string[]): { readonly said: string; readonly failed: boolean };
  end(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), 'opsbook-ifup-'));
  const env = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C' };
  return {
    file: join(folder, 'interfaces'),
    ask(program, args) {
      const { stderr, status, error, signal } = spawnSync(program, args, { encoding: 'utf8', cwd: folder, env, timeout: 5_000 });
      // One that never ends has refused it too.
      if (error !== undefined && (error as NodeJS.ErrnoException).code !== 'ETIMEDOUT') throw error;
      return { said: signal === null ? stderr : `${stderr}ended by ${signal}`, failed: status !== 0 };
    },
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
}
