import type { Connection } from '../../ssh/connection.ts';
import { endTrouble, runHostScript } from '../host-script.ts';
import { leftSwitches, sayLeft } from '../guard/left-switches.ts';
import { digestOf, fileKey } from './digest.ts';
import { prelude } from './prelude.ts';

/** What there is to know of a target before it is touched. */
export interface FoundFile {
  /** The real path, links followed. */
  readonly path: string;
  /** Undefined where nothing is. */
  readonly found: { readonly digest: string; readonly owner: string; readonly group: string; readonly mode: string } | undefined;
  /** Its bytes as UTF-8; undefined where nothing is or it is larger than a difference is shown for. */
  readonly text: string | undefined;
  /** A reload is owed for it by an earlier run. */
  readonly owed: boolean;
  /** What is there is what opsbook put there. */
  readonly ours: boolean;
  /** Where the run that was asked after keeps what it replaced there last. */
  readonly kept?: string;
}

/** Why a target cannot be looked at, for a user. */
export class LookTrouble extends Error {
  override readonly name = 'LookTrouble';
  readonly kind: 'trouble' | 'lost';
  constructor(message: string, kind: 'trouble' | 'lost' = 'trouble') {
    super(message);
    this.kind = kind;
  }
}

/** Bytes of a file that are fetched to show a difference. */
const TEXT_LIMIT = 1 << 20;

const script = `${prelude}
p=$R$OPSBOOK_LOOK_PATH
[ -z "$R" ] || mkdir -p -- "\${p%/*}"
[ -z "$OPSBOOK_LOOK_RUN" ] || lock
[ "$me" != 0 ] || [ ! -d "$s/guard" ] || {
${sayLeft}}
if ! resolve "$p"; then
  d=\${p%/*}
  while [ ! -d "\${d:-/}" ]; do last=$d; d=\${d%/*}; done
  say "folder \${last:-$p}"; exit 0
fi
real=$rr
say "path $real"
[ "$real" = "$p" ] || OPSBOOK_LOOK_KEY=
key "$real" "$OPSBOOK_LOOK_KEY"
[ ! -f "$s/owed/$k" ] || say 'owed yes'
b=$s/kept/$OPSBOOK_LOOK_RUN/$k
i=1; x=$b
while [ -f "$x" ]; do say "kept $x"; i=$((i + 1)); x=$b.$i; done
[ -e "$real" ] || exit 0
[ -f "$real" ] || { say 'kind other'; exit 0; }
[ -r "$real" ] || { say 'kind unreadable'; exit 0; }
facts "$real" || exit 3
say "found $ff"
x=
[ ! -f "$s/installed/$k" ] || read -r x <"$s/installed/$k"
[ -z "$x" ] || say "installed $x"
# Where it is as long as what may be there the digest is asked for first: mostly it need not be sent then.
dg=
if [ "$fz" = "$OPSBOOK_LOOK_SIZE" ] || [ "$fz" -gt "$OPSBOOK_LOOK_LIMIT" ]; then digest "$real" && say "digest $dg" || exit 3; fi
if [ "$fz" -gt "$OPSBOOK_LOOK_LIMIT" ] || [ "$dg" = "$OPSBOOK_LOOK_DIGEST" ]; then exit 0; fi
say text
exec cat <"$real"
`;

/** What is at `path` on the host, read only. Throws a LookTrouble where that cannot be told. */
export async function lookAtFile(
  connection: Connection,
  path: string,
  options: {
    readonly sudo: boolean | string;
    readonly filesUnder: string | undefined;
    readonly signal?: AbortSignal | undefined;
    /** The run of an install that may still go on there. */
    readonly afterInstall?: string;
    /** What may be there already; it is not sent then. */
    readonly perhaps?: string | undefined;
    /** Is told of the dead man's switches that went off there when their client was gone. */
    readonly left?: (switches: readonly string[]) => void;
  },
): Promise<FoundFile> {
  const { perhaps, filesUnder = '' } = options;
  const { end, stdout, stderr, bytes } = await runHostScript(
    connection,
    {
      script,
      environment: {
        OPSBOOK_LOOK_PATH: path,
        OPSBOOK_LOOK_KEY: fileKey(`${filesUnder}${path}`),
        OPSBOOK_LOOK_LIMIT: String(TEXT_LIMIT),
        OPSBOOK_LOOK_RUN: options.afterInstall ?? '',
        OPSBOOK_LOOK_SIZE: perhaps === undefined ? '' : String(Buffer.byteLength(perhaps)),
        OPSBOOK_LOOK_DIGEST: perhaps === undefined ? '-' : digestOf(perhaps),
        OPSBOOK_ROOT: filesUnder,
      },
      sudo: options.sudo,
      own: true,
      timeout: 60_000,
      grace: 1000,
    },
    TEXT_LIMIT * 2,
    options.signal,
  );
  const trouble = endTrouble(end);
  if (trouble !== undefined)
    throw new LookTrouble(`\`${path}\` could not be looked at: ${trouble}`, end.kind === 'lost' ? 'lost' : 'trouble');
  const textAt = bytes.indexOf('\ntext\n');
  const head = textAt < 0 ? stdout : bytes.toString('utf8', 0, textAt + 1);
  const word = (key: string): string | undefined => head.match(new RegExp(`^${key} (.*)$`, 'm'))?.[1];
  options.left?.(leftSwitches(head));
  const missing = word('folder');
  if (missing !== undefined)
    throw new LookTrouble(`the folder \`${missing}\` does not exist; the folder of \`file\` is expected to be there`);
  const kind = word('kind');
  if (kind === 'other') throw new LookTrouble(`\`${path}\` is a folder or a device; a plain file, or nothing, was expected`);
  if (kind === 'unreadable') throw new LookTrouble(`\`${path}\` may not be read by this account; \`sudo\` may be needed`);
  const real = word('path');
  if (real === undefined || (end.kind === 'exit' && end.code !== 0))
    throw new LookTrouble(`\`${path}\` could not be looked at: ${stderr.trim() || 'no answer'}`);
  const [owner, group, mode] = (word('found') ?? '').split(' ');
  const owed = word('owed') === 'yes';
  if (owner === undefined || group === undefined || mode === undefined)
    return { path: real, found: undefined, text: undefined, owed, ours: false };
  const sent = textAt < 0 ? undefined : bytes.subarray(textAt + '\ntext\n'.length);
  const digest = sent === undefined ? (word('digest') ?? '') : digestOf(sent);
  const text = sent?.toString('utf8') ?? (perhaps !== undefined && digest === digestOf(perhaps) ? perhaps : undefined);
  const kept = head
    .match(/^kept .*$/gm)
    ?.at(-1)
    ?.slice('kept '.length);
  return { path: real, found: { digest, owner, group, mode }, text, owed, ours: word('installed') === digest, ...(kept && { kept }) };
}
