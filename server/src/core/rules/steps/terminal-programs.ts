import type { EffectiveCommand } from '../../shell/effective-command.ts';
import { hasLong, hasShort, plain } from '../../shell/options.ts';

/** What a program wants of a terminal, and what to write instead, as the end of a sentence; undefined where it wants none. */
type Wants = (run: EffectiveCommand) => string | undefined;

const always =
  (words: string): Wants =>
  () =>
    words;

const isEditor = 'is an editor; a change by `sed`, or a file block, was expected';
const editor = always(isEditor);
const screen = always('paints a screen');
const pager = always('shows text page by page; `cat`, or nothing, was expected');

const unless =
  (short: string, long: readonly string[], words: string): Wants =>
  ({ values }) =>
    hasShort(values, short) || hasLong(values, ...long) ? undefined : words;

/** Asks for a yes when its first plain word is one of `actions`. */
const asks =
  (actions: readonly string[], short: string, long: readonly string[], answer: string): Wants =>
  ({ values }) => {
    const action = plain(values)[0];
    if (action === undefined || !actions.includes(action)) return undefined;
    if (hasShort(values, short) || hasLong(values, ...long)) return undefined;
    return `asks before it goes on, and nobody answers; \`${answer}\` was expected`;
  };

const apt = asks(
  ['install', 'reinstall', 'upgrade', 'dist-upgrade', 'full-upgrade', 'remove', 'purge', 'autoremove', 'build-dep'],
  'yso',
  ['--yes', '--assume-yes', '--assume-no', '--simulate', '--just-print', '--dry-run', '--recon', '--no-act', '--print-uris', '--option'],
  '-y',
);
/** `-qq` answers yes too (apt-get(8)). */
const aptGet: Wants = (run) => (run.values.some((value) => /^-q(q|=2)/.test(value)) ? undefined : apt(run));
const yum = asks(
  [
    'install',
    'update',
    'upgrade',
    'remove',
    'erase',
    'autoremove',
    'reinstall',
    'downgrade',
    'groupinstall',
    'distro-sync',
    'localinstall',
  ],
  'y',
  ['--assumeyes', '--assumeno', '--setopt'],
  '-y',
);

/** A shell that is given no script: it would read its own from standard input. */
const shell: Wants = ({ args }) =>
  args.every(({ value }) => value !== undefined && /^-[A-Za-z-]*$/.test(value) && !/c/.test(value.replace(/^--.*/, '')))
    ? 'opens a shell that reads nothing and ends; the commands behind it run outside of it'
    : undefined;

const client =
  (run: string): Wants =>
  ({ values }) =>
    plain(values).length === 0 && !values.some((value) => /^-(c|e|f|-command|-execute|-file|-version|-help|h|V|v)/.test(value))
      ? `reads what it is to do from its standard input, which is empty; ${run} was expected`
      : undefined;

const container: Wants = ({ values }) => {
  const action = plain(values)[0];
  if (action !== 'run' && action !== 'exec') return undefined;
  const words = values.slice(values.indexOf(action) + 1);
  const options = words.slice(
    0,
    Math.max(
      0,
      words.findIndex((value) => !value.startsWith('-')),
    ),
  );
  const has = (letter: string, long: string): boolean =>
    hasShort(
      options.filter((o) => /^-[itdP]+$/.test(o)),
      letter,
    ) || hasLong(options, long);
  // Detached it has nothing to attach.
  if (has('d', '--detach')) return undefined;
  return has('t', '--tty') && has('i', '--interactive')
    ? 'refuses `-t` where there is no terminal; `-i` alone, or neither, was expected'
    : undefined;
};

const asksPassword = 'asks for a password, and nobody answers';

/** Programs that need a terminal, or an answer on one. A step has none, and its standard input is empty. */
export const terminalPrograms: Readonly<Record<string, Wants>> = {
  vi: editor,
  vim: ({ values }) => (values.some((value) => /^-(es?|Es|c|S)$|^\+/.test(value)) ? undefined : isEditor),
  nvim: ({ values }) => (hasLong(values, '--headless') ? undefined : isEditor),
  nano: editor,
  pico: editor,
  joe: editor,
  mcedit: editor,
  emacs: unless('', ['--batch', '-batch', '--script', '--daemon'], isEditor),
  vipw: editor,
  vigr: editor,
  visudo: unless('cxV', ['--check', '--export', '--version'], 'opens an editor; a file block, or `visudo -c`, was expected'),
  crontab: ({ values }) => (hasShort(values, 'e') ? 'opens an editor; `crontab FILE` was expected' : undefined),
  systemctl: ({ values }) =>
    plain(values)[0] === 'edit' && !hasLong(values, '--stdin') ? 'opens an editor; a drop-in as a file block was expected' : undefined,
  kubectl: (run) => (plain(run.values)[0] === 'edit' ? 'opens an editor; `kubectl apply` or `patch` was expected' : container(run)),
  less: pager,
  more: pager,
  most: pager,
  top: unless('bv', [], 'paints a screen; `top -b -n 1` was expected'),
  htop: screen,
  btop: screen,
  nload: screen,
  ncdu: unless('o', [], 'paints a screen; `du` was expected'),
  iotop: unless('b', ['--batch'], 'paints a screen; `iotop -b -n 1` was expected'),
  iftop: unless('t', [], 'paints a screen; `iftop -t -s 5` was expected'),
  mtr: unless('rwjxlC', ['--report', '--report-wide', '--json', '--xml', '--raw', '--csv'], 'paints a screen; `mtr -r` was expected'),
  watch: always('runs for ever; a check with `retries` was expected'),
  tmux: ({ values }) => {
    const action = plain(values)[0];
    if (action === undefined || /^(a|at|attach|attach-session)$/.test(action)) return 'wants the terminal for itself';
    return /^new(-session)?$/.test(action) && !values.some((value) => /^-[A-Za-z]*d/.test(value))
      ? 'wants the terminal for itself; `-d` was expected'
      : undefined;
  },
  screen: ({ values }) =>
    values.some((value) => /^-(d|D|X|ls|list|v|wipe|Q)/.test(value) || /^-[A-Za-z]*d[A-Za-z]*m/.test(value))
      ? undefined
      : 'wants the terminal for itself; `-dm` was expected',
  nmtui: screen,
  dialog: screen,
  whiptail: screen,
  cfdisk: screen,
  fdisk: unless(
    'lxsvhV',
    ['--list', '--list-details', '--getsz', '--version', '--help'],
    'asks for each command; `sfdisk` or `parted -s` was expected',
  ),
  gdisk: unless('lh', [], 'asks for each command; `sgdisk` was expected'),
  apt: aptGet,
  'apt-get': aptGet,
  aptitude: apt,
  yum,
  dnf: yum,
  zypper: ({ values }) => {
    const action = plain(values)[0];
    const changes = ['install', 'in', 'remove', 'rm', 'update', 'up', 'dup', 'dist-upgrade', 'patch'].includes(action ?? '');
    return changes && !hasShort(values, 'ny') && !hasLong(values, '--non-interactive', '--no-confirm')
      ? 'asks before it goes on, and nobody answers; `zypper -n` was expected'
      : undefined;
  },
  pacman: ({ values }) =>
    values.some((value) => /^-(S[yuc]*|R[a-z]*|U)$/.test(value)) && !hasLong(values, '--noconfirm')
      ? 'asks before it goes on, and nobody answers; `--noconfirm` was expected'
      : undefined,
  ufw: ({ values }) =>
    ['enable', 'reset'].includes(plain(values)[0] ?? '') && !hasLong(values, '--force', '--dry-run')
      ? 'asks before it goes on, and nobody answers; `ufw --force` was expected'
      : undefined,
  docker: (run) => {
    const { values } = run;
    const [first, second] = plain(values);
    if (second === 'prune' && ['system', 'volume', 'image', 'container', 'network', 'builder'].includes(first ?? '')) {
      return hasShort(values, 'f') || hasLong(values, '--force')
        ? undefined
        : 'asks before it goes on, and nobody answers; `-f` was expected';
    }
    if (first === 'login' && !hasShort(values, 'p') && !hasLong(values, '--password', '--password-stdin')) return asksPassword;
    return container(run);
  },
  passwd: unless(
    'ldueSnxwia',
    ['--lock', '--unlock', '--delete', '--expire', '--status', '--stdin', '--maxdays', '--mindays', '--warndays', '--inactive', '--all'],
    `${asksPassword}; \`chpasswd\` was expected`,
  ),
  smbpasswd: unless('sxden', [], `${asksPassword}; \`smbpasswd -s\` was expected`),
  htpasswd: unless('biDv', [], `${asksPassword}; \`-i\` with the password on standard input was expected`),
  mysql_secure_installation: ({ values }) =>
    hasLong(values, '--use-default') ? undefined : 'asks for each of its steps, and nobody answers',
  mysql: ({ values }) =>
    values.includes('-p') || values.includes('--password') ? `${asksPassword}; an option file was expected` : undefined,
  mysqldump: ({ values }) =>
    values.includes('-p') || values.includes('--password') ? `${asksPassword}; an option file was expected` : undefined,
  psql: unless(
    'cfXltV',
    ['--command', '--file', '--list', '--version'],
    'reads what it is to do from its standard input, which is empty; `psql -c` or `-f` was expected',
  ),
  'redis-cli': client('a command'),
  python: client('a script'),
  python3: client('a script'),
  bash: shell,
  sh: shell,
  zsh: shell,
  su: ({ values }) =>
    hasShort(values, 'c') || hasLong(values, '--command', '--session-command')
      ? undefined
      : 'opens a shell that reads nothing and ends, or asks for a password; `sudo=NAME` on the block was expected',
  sudo: ({ values }) =>
    values.some((value) => /^-[A-Za-z]*[is]$/.test(value) || value === '--login' || value === '--shell')
      ? 'opens a shell that reads nothing and ends; `sudo=true` on the block was expected'
      : undefined,
  'ssh-keygen': ({ values }) =>
    hasShort(values, 'NyleRFHABDEIkLQXYpcs') && !values.includes('-t')
      ? undefined
      : values.includes('-N') && values.includes('-f')
        ? undefined
        : 'asks where to write and for a passphrase; `-f FILE -N ""` was expected',
  'ssh-copy-id': always(`${asksPassword}`),
  terraform: ({ values }) => {
    const action = plain(values)[0];
    if ((action !== 'apply' && action !== 'destroy') || hasLong(values, '-auto-approve', '--auto-approve', '-help')) return undefined;
    return plain(values).length > 1 && action === 'apply'
      ? undefined
      : 'asks before it goes on, and nobody answers; a plan file or `-auto-approve` was expected';
  },
  telnet: always('is a conversation; `nc -z`, or bash with `/dev/tcp`, was expected'),
  'dpkg-reconfigure': ({ values }) =>
    values.some((value) => /^(-f|--frontend)/.test(value))
      ? undefined
      : 'asks questions, and nobody answers; `-f noninteractive` was expected',
  'raspi-config': ({ values }) => (values[0] === 'nonint' ? undefined : 'paints a screen; `raspi-config nonint` was expected'),
  'update-alternatives': ({ values }) =>
    hasLong(values, '--config') ? 'asks which one, and nobody answers; `--set` was expected' : undefined,
};
