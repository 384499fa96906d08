import type { ShellCommand, ShellWord } from './tree.ts';

/** What a simple command runs in the end, behind `sudo`, `env`, `timeout` and their like. */
export interface EffectiveCommand {
  /** The program's name without its folder; undefined where only a run knows it, or nothing is run. */
  readonly name: string | undefined;
  /** The word that names it. */
  readonly word: ShellWord | undefined;
  /** The words behind it. */
  readonly args: readonly ShellWord[];
  /** The values of `args`; '' where only a run knows one. */
  readonly values: readonly string[];
  /** The programs before it, without folders: `['sudo', 'env']`. */
  readonly wrappers: readonly string[];
}

/** A program that runs the command it is given: its options that take the next word, and how many words stand before the command. */
interface Wrapper {
  readonly withValue: string;
  readonly long?: readonly string[];
  readonly before?: number;
  readonly assignments?: boolean;
}

const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: {
    withValue: 'ugphCDRrTtU',
    long: ['--user', '--group', '--prompt', '--host', '--close-from', '--chdir', '--chroot', '--role', '--type', '--command-timeout'],
    assignments: true,
  },
  doas: { withValue: 'uC' },
  env: { withValue: 'uCS', long: ['--unset', '--chdir'], assignments: true },
  nohup: { withValue: '' },
  setsid: { withValue: '' },
  time: { withValue: 'fo' },
  nice: { withValue: 'n', long: ['--adjustment'] },
  ionice: { withValue: 'cnp', long: ['--class', '--classdata'] },
  timeout: { withValue: 'ks', long: ['--kill-after', '--signal'], before: 1 },
  stdbuf: { withValue: 'ioe' },
  chronic: { withValue: '' },
  exec: { withValue: 'a' },
  command: { withValue: '' },
  builtin: { withValue: '' },
  busybox: { withValue: '' },
  'systemd-inhibit': { withValue: '', long: ['--what', '--who', '--why', '--mode'] },
  flock: { withValue: 'wE', long: ['--timeout', '--wait', '--conflict-exit-code'], before: 1 },
  xargs: { withValue: 'InPLdaEs' },
};

/** What `command` runs in the end; `command -v x`, `sudo -l` and `exec >file` run nothing, and say so by their own name. */
export function effectiveCommand(command: ShellCommand): EffectiveCommand {
  const before: string[] = [];
  let words = command.words;
  for (;;) {
    const word = words[0];
    const name = baseName(word?.value);
    const args = words.slice(1);
    const wrapper = name !== undefined && Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
    const rest = wrapper === undefined || name === undefined ? undefined : behind(name, wrapper, args);
    if (rest === undefined || name === undefined || rest.length === 0) {
      return { name, word, args, values: args.map(({ value }) => value ?? ''), wrappers: before };
    }
    before.push(name);
    words = rest;
  }
}

/** The words of the command behind a wrapper's own; undefined where the wrapper runs none. */
function behind(name: string, wrapper: Wrapper, args: readonly ShellWord[]): readonly ShellWord[] | undefined {
  let i = 0;
  for (; i < args.length; i++) {
    const value = args[i]?.value;
    if (value === '--') {
      i++;
      break;
    }
    if (value === undefined) break;
    if (/^-./.test(value)) {
      if (name === 'command' && /^-[A-Za-z]*[vV]/.test(value)) return undefined;
      if (name === 'sudo' && /^(-[nEHAbPBSik]*[leVv]|--(list|edit|validate|version)$)/.test(value)) return undefined;
      const takes = value.startsWith('--') ? (wrapper.long ?? []).includes(value) : wrapper.withValue.includes(value.slice(-1));
      if (takes) i++;
      continue;
    }
    if (wrapper.assignments === true && /^[A-Za-z_]\w*=/.test(args[i]?.text ?? '')) continue;
    break;
  }
  const rest = args.slice(i + (wrapper.before ?? 0));
  return rest.length === 0 ? undefined : rest;
}

function baseName(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value.slice(value.lastIndexOf('/') + 1);
}
