import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../ssh/connection.ts';
import { shellQuote } from '../../ssh/shell-quote.ts';
import { type AnsibleProcess, type AnsibleWork, WORDS_LIMIT } from './ansible-process.ts';
import { ansibleSettings } from './ansible-settings.ts';

/** Bytes of one variable of an environment (execve(2), MAX_ARG_STRLEN is 131072), with room for its name; and how many of them there may be. */
const [PIECE, PIECES] = [100_000, 12];

/** Exit status of our script where there is no ansible-playbook. */
const missing = 98;

/**
 * Starts ansible-playbook on another host. Its files lie in a 0700 folder there until it has ended, however it ends; variables go there inside of
 * standard input and reach it over a pipe. It ends with the connection.
 */
export function startThere(work: AnsibleWork, connection: Connection): AnsibleProcess {
  const name = connection.host.name;
  if (work.given.length > PIECE * PIECES)
    return notStarted(`what it is to be told (${work.given.length} bytes) is more than an environment on \`${name}\` holds`);
  const pieces = work.given.match(new RegExp(`[^]{1,${PIECE}}`, 'g')) ?? [];
  const running = connection.run({
    interpreter: 'sh',
    strict: false,
    script: controlScript(work, pieces.length),
    environment: Object.fromEntries(pieces.map((piece, index) => [`OPSBOOK_GIVEN_${index}`, piece])),
    sudo: false,
    keepsState: false,
    timeout: 0,
    endless: true,
    grace: 5000,
  });
  let printed = '';
  running.stderr.on('data', (data: Buffer | string) => (printed = `${printed}${data.toString()}`.slice(-WORDS_LIMIT)));
  const ended = running.end.then((end) => {
    if (end.kind === 'lost') return { lost: `the connection to the control node \`${name}\` went: ${end.message}` };
    if (end.kind === 'refused') return { trouble: end.message };
    if (end.kind === 'exit' && end.code === missing)
      return { trouble: `\`ansible-playbook\` is not in PATH on \`${name}\`: ansible-core 2.14 or later was expected there` };
    return {};
  });
  return {
    events: running.stdout as AsyncIterable<Buffer>,
    words: () => printed,
    ended,
    end: () => running.cancel(),
    close: async () => void (await ended),
  };
}

/** In the place of one that did not begin, for the reason `trouble`. */
export function notStarted(trouble: string): AnsibleProcess {
  return { events: nothing(), words: () => '', ended: Promise.resolve({ trouble }), end: async () => {}, close: async () => {} };
}

async function* nothing(): AsyncGenerator<Buffer> {}

function controlScript(work: AnsibleWork, pieces: number): string {
  const file = (name: string, text: string): string =>
    `base64 -d > ${name} <<'END' || exit 97\n${Buffer.from(text, 'utf8').toString('base64').replace(/.{76}/g, '$&\n')}\nEND\n`;
  const settings = ansibleSettings({ folder: '$d', callbacks: '$d/callbacks', sshConfig: undefined });
  const exported = Object.entries(settings)
    .map(([name, value]) => `${name}=${value.startsWith('$d') ? `"$d"${shellQuote(value.slice(2))}` : shellQuote(value)}`)
    .join('\n');
  const names = Array.from({ length: pieces }, (_, index) => `OPSBOOK_GIVEN_${index}`);
  return `umask 077
command -v ansible-playbook >/dev/null || exit ${missing}
d=
for x in "\${XDG_RUNTIME_DIR:-}" /dev/shm "\${TMPDIR:-}" /tmp; do
  if [ -n "$x" ] && d=$(mktemp -d "$x/opsbook-ansible-XXXXXX" 2>/dev/null); then break; fi
done
[ -n "$d" ] || exit 97
given=${names.map((name) => `$${name}`).join('')}
unset ${names.join(' ')}
p=
clean='
  for s in "$d"/control/*; do
    [ -S "$s" ] || continue
    m=$(ssh -o ControlPath="$s" -O check opsbook 2>&1 | sed -n "s/.*pid=\\([0-9]*\\).*/\\1/p")
    ssh -o ControlPath="$s" -O exit opsbook
    [ -z "$m" ] || kill "$m"
  done 2>/dev/null
  rm -rf -- "$d"
'
# It does not belong to the step: whatever ends that, this cleans up behind it.
(exec env -u OPSBOOK_MARK setsid sh -c 'd=$1; while kill -0 "$2" 2>/dev/null; do sleep 0.5; done'"$clean" clean "$d" "$$" </dev/null >/dev/null 2>&1 &)
trap 'trap "" TERM INT HUP; eval "$clean"' EXIT
# Whoever ends us ends it too: it gets the time to let go of its hosts.
stop() { trap '' TERM INT HUP; [ -z "$p" ] || { kill -INT "$p" 2>/dev/null; wait "$p"; }; exit 143; }
trap stop TERM INT HUP
cd -- "$d" && mkdir control callbacks || exit 97
${file('playbook.yml', work.playbook)}${file('inventory.json', work.inventory)}${file('callbacks/opsbook_events.py', readFileSync(join(work.callbacks, 'opsbook_events.py'), 'utf8'))}
unset $(env | sed -n -e 's/^\\(ANSIBLE_[A-Z0-9_]*\\)=.*/\\1/p' -e 's/^\\(PYTHON[A-Z0-9_]*\\)=.*/\\1/p')
set -a
${exported}
set +a
printf %s "$given" | ansible-playbook -i inventory.json --forks ${work.forks} playbook.yml 3<&0 </dev/null 4>&1 >&2 &
p=$!
wait "$p"
`;
}
