import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { type Draft, type DraftBlock, isOn } from '../../../server/src/core/index.ts';
import { circlesIn } from './circles.ts';
import type { Connection } from '../ssh/connection.ts';
import { type Connections, HostTrouble, type OpenHost } from './connections.ts';
import { each } from './each.ts';
import { foldHosts } from './fold-hosts.ts';
import { hostNotes } from './host-notes.ts';
import { digestOf } from './install/digest.ts';
import { fileDifference } from './install/file-difference.ts';
import { type FoundFile, lookAtFile } from './install/look-at-file.ts';
import { removesMost } from './install/removes-most.ts';
import { wantedText } from './install/wanted-text.ts';
import type { Plan, PlanFile, PlanHost } from './plan.ts';
import { planHash, secretSeal } from './plan-hash.ts';
import { unsupportedIn } from './unsupported.ts';
import { fillHoles } from './values/fill.ts';
import { ownValue } from './values/own-value.ts';

/** What a plan is made with besides its draft. */
export interface PlanOptions {
  /** Values of the secret inputs. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Is told when a host is being looked at, and when that is over. */
  readonly looking?: (host: string, over: boolean) => void;
}

/**
 * Looks at every host of `draft`, reads only, and completes it. A host that does not answer is told with its trouble; where something in the
 * draft stands in the way of a run no host is looked at, and `draft.refusals` of the plan says what.
 */
export async function makePlan(draft: Draft, connections: Connections, options: PlanOptions = {}): Promise<Plan> {
  const secrets = options.secrets ?? {};
  const missing = draft.inputs
    .filter((input) => input.secret && secrets[input.name] === undefined && !draft.missing.some(({ name }) => name === input.name))
    .map((input) => ({ line: 1, message: `The secret input \`${input.name}\` has no value` }));
  const refusals = [...draft.refusals, ...unsupportedIn(draft), ...circlesIn(draft), ...missing];
  const whole = { ...draft, refusals };
  if (refusals.length > 0 || draft.missing.length > 0) return sealed({ format: 1, draft: whole, hosts: [], files: [], notes: [] });
  const signal = AbortSignal.any(options.signal === undefined ? [] : [options.signal]);
  // Each look listens: many are no leak.
  setMaxListeners(0, signal);
  const wanted = wantedHosts(draft);
  const looking = async <T>(host: string, work: () => Promise<T>): Promise<T> => {
    options.looking?.(host, false);
    try {
      return await work();
    } finally {
      options.looking?.(host, true);
    }
  };
  const opened = await each(wanted, draft.parallel, (want) => looking(want.name, () => openHost(connections, want)));
  const files = await each(
    draft.blocks.flatMap((block) => (block.install === undefined ? [] : block.targets.map((host) => ({ block, host })))),
    draft.parallel,
    async ({ block, host }): Promise<PlanFile[]> => {
      const there = opened.find(({ want }) => want.name === host && want.login === loginOf(block, host))?.open;
      if (there === undefined) return [];
      const given = (name: string): string | undefined => secrets[name] ?? ownValue(draft, host, name);
      let left: readonly string[] = [];
      const look = { signal, left: (all: readonly string[]) => (left = all) };
      const file = await looking(host, () => planFile(block, host, there, given, look));
      return [left.length === 0 ? file : { ...file, left }];
    },
  );
  const notes = [
    ...new Set([
      ...opened.flatMap(({ open }) => open?.notes ?? []),
      ...hostNotes(Object.entries(draft.hosts ?? {})),
      ...hostNotes(new Map(files.flat().flatMap(({ host, left }) => (left === undefined ? [] : [[host, { notes: left }] as const])))),
      ...guardNotes(whole),
      ...problemNotes(whole),
    ]),
  ];
  const names = Object.keys(secrets).filter((name) => draft.inputs.some((input) => input.secret && input.name === name));
  const key = randomBytes(32).toString('hex');
  return sealed({
    format: 1,
    draft: whole,
    hosts: opened.map(({ planned }) => planned),
    files: files.flat(),
    notes,
    ...(names.length > 0 && {
      secrets: { key, seals: Object.fromEntries(names.map((name) => [name, secretSeal(key, secrets[name] ?? '')])) },
    }),
  });
}

function guardNotes({ blocks }: Draft): readonly string[] {
  return blocks
    .filter(({ guard }) => guard !== undefined)
    .map(
      ({ name, guard = 0 }) =>
        `\`${name}\` goes back by itself unless a new login gets in within ${guard / 1000} s; a reboot in that time is not covered`,
    );
}

function problemNotes({ problems = [] }: Draft): readonly string[] {
  return problems.map(
    ({ line, message, hosts }) =>
      `line ${line} looks wrong as it is to be installed: ${message}${hosts === undefined ? '' : ` (on ${foldHosts(hosts)})`}`,
  );
}

/** The account that `block` logs in with on `host`, where it names one; `local` and `sandbox` have but one. */
export function loginOf(block: DraftBlock, host: string): string | undefined {
  return host === 'local' || host === 'sandbox' ? undefined : block.user;
}

interface Want {
  readonly name: string;
  readonly login: string | undefined;
  /** Whether something runs on it; else it is only what steps on other hosts are about. */
  readonly reached: boolean;
}

/** Every host and account that a block may need, in order of the runbook. */
function wantedHosts(draft: Draft): readonly Want[] {
  const wants = new Map<string, Want>();
  for (const block of draft.blocks) {
    const want = (name: string, reached: boolean): void => {
      const login = loginOf(block, name);
      const key = `${login ?? ''}@${name}`;
      wants.set(key, { name, login, reached: reached || wants.get(key)?.reached === true });
    };
    // The boot id that a reboot is told by is the target's own.
    for (const name of block.targets) want(name, block.at === undefined || isOn(block.attributes, 'reboot'));
    if (block.at !== undefined) want(block.at, true);
  }
  return [...wants.values()];
}

async function openHost(connections: Connections, want: Want): Promise<{ want: Want; open: OpenHost | undefined; planned: PlanHost }> {
  const login = want.login === undefined ? {} : { login: want.login };
  try {
    if (!want.reached) {
      const host = await connections.details(want.name, want.login);
      return { want, open: undefined, planned: { name: want.name, ...login, ...whereabouts(want.name, { host }), notReached: true } };
    }
    const open = await connections.get(want.name, want.login);
    return {
      want,
      open,
      planned: {
        name: want.name,
        ...login,
        ...whereabouts(want.name, open.connection),
        ...(open.filesUnder !== undefined && { unisolated: true as const }),
      },
    };
  } catch (error) {
    if (!(error instanceof HostTrouble)) throw error;
    const { outcome, message, host } = error;
    const where = host === undefined ? {} : whereabouts(want.name, { host });
    return { want, open: undefined, planned: { name: want.name, ...login, ...where, trouble: { outcome, message } } };
  }
}

/** What binds a plan to a host: address, port, account and key; nothing for this machine. The sandbox has a new key and port each time. */
export function whereabouts(
  name: string,
  { host, hostKey }: Pick<Connection, 'host'> & Partial<Pick<Connection, 'hostKey'>>,
): Pick<PlanHost, 'address' | 'port' | 'user' | 'hostKey'> {
  if (name === 'local') return {};
  const { address, port, user } = host;
  if (name === 'sandbox') return { address, user };
  return { address, port, user, ...(hostKey !== undefined && { hostKey }) };
}

/** What a look is made with besides. */
type Looking = Pick<Parameters<typeof lookAtFile>[2], 'signal' | 'left'>;

async function planFile(
  block: DraftBlock,
  host: string,
  { connection, filesUnder }: OpenHost,
  known: (name: string) => string | undefined,
  looking: Looking,
): Promise<PlanFile> {
  const install = block.install as NonNullable<DraftBlock['install']>;
  const place = { block: block.name, host };
  const unknown = (path: string, message: string, found?: FoundFile['found']): PlanFile => ({
    ...place,
    path,
    state: 'unknown',
    diff: '',
    message,
    ...(found !== undefined && { found }),
  });
  if (install.back !== undefined) return { ...place, ...(await planBack(block, host, connection, filesUnder, looking)) };
  if (/\$[A-Za-z_]/.test(install.path)) return unknown(install.path, 'its path is known when the step that gives it has run');
  const captured = install.holes.filter((name) => known(name) === undefined);
  const filled = fillHoles(install.text, install.holes, known);
  const perhaps = captured.length > 0 || 'trouble' in filled || install.part ? undefined : filled.text;
  let found: FoundFile;
  try {
    found = await lookAtFile(connection, install.path, { ...looking, sudo: block.sudo, filesUnder, perhaps });
  } catch (error) {
    return unknown(install.path, error instanceof Error ? error.message : String(error));
  }
  if (captured.length > 0)
    return unknown(
      found.path,
      `it holds ${captured.map((name) => `\`${name}\``).join(', ')}, known when the step that gives it has run`,
      found.found,
    );
  if ('trouble' in filled) return unknown(found.path, filled.trouble, found.found);
  const wanted = wantedText(block, found, filled.text);
  if (typeof wanted === 'string') return { ...unknown(found.path, wanted, found.found), refused: true };
  return { ...place, ...compareFile(block, found, wanted.text) };
}

/** What taking a file back would change on one host: refused where it is no longer what was written. */
async function planBack(
  block: DraftBlock,
  host: string,
  connection: OpenHost['connection'],
  filesUnder: string | undefined,
  looking: Looking,
): Promise<Omit<PlanFile, 'block' | 'host'>> {
  const install = block.install as NonNullable<DraftBlock['install']>;
  const { path, digest, kept } = install.back?.[host] ?? { path: install.path, digest: '' };
  const look = { ...looking, sudo: block.sudo, filesUnder };
  try {
    const now = await lookAtFile(connection, unprefixed(path, filesUnder), look);
    const state = { path, state: 'changed' as const, ...(now.found !== undefined && { found: now.found }) };
    const refused = (message: string) => ({ ...state, diff: '', refused: true as const, message });
    const before = kept === undefined ? undefined : await lookAtFile(connection, unprefixed(kept, filesUnder), look);
    if (now.path !== path || (now.found?.digest ?? '') !== digest) {
      // Taken back before, or by the switch of a guarded block whose client was killed.
      if (now.path === path && now.found?.digest === before?.found?.digest && (kept === undefined || before?.found !== undefined))
        return { ...state, state: 'unchanged', diff: '', message: 'it is as it was before that run' };
      return refused('it is no longer what that run wrote, so it stays as it is');
    }
    if (kept !== undefined && before?.found === undefined) return refused(`the file that was kept, \`${kept}\`, is no longer there`);
    return {
      ...state,
      diff: block.sensitive ? '' : fileDifference(path, now.text ?? '', before?.text ?? ''),
      ...(kept === undefined && { message: 'it is taken away: nothing was there before' }),
    };
  } catch (error) {
    return { path, state: 'unknown', diff: '', message: error instanceof Error ? error.message : String(error) };
  }
}

function unprefixed(path: string, prefix: string | undefined): string {
  return prefix !== undefined && path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : path;
}

/** What installing `text` would change of what was found. */
export function compareFile(block: DraftBlock, found: FoundFile, text: string): Omit<PlanFile, 'block' | 'host'> {
  const install = block.install as NonNullable<DraftBlock['install']>;
  const was = found.found;
  const same = was !== undefined && was.digest === digestOf(text);
  const attributes = was === undefined ? [] : changedAttributes(was, install);
  const state = was === undefined ? 'new' : same && attributes.length === 0 ? 'unchanged' : 'changed';
  const gone =
    was === undefined || found.ours || install.replace || install.part || found.text === undefined
      ? undefined
      : removesMost(found.text, text);
  const messages = [
    ...attributes,
    ...(gone === undefined
      ? []
      : [
          `removes ${gone.removed} of ${gone.of} effective lines of a file that opsbook did not install, so it is refused without \`replace=true\``,
        ]),
    ...(was !== undefined && !same && found.text === undefined ? ['it is too large to show the difference'] : []),
    ...(found.owed && state === 'unchanged' && install.reload !== undefined ? [`\`${install.reload}\` is owed from an earlier run`] : []),
  ];
  return {
    path: found.path,
    state,
    diff:
      block.sensitive || same || (was !== undefined && found.text === undefined) ? '' : fileDifference(found.path, found.text ?? '', text),
    ...(was !== undefined && { found: was }),
    ...(gone !== undefined && { refused: true as const }),
    ...(messages.length > 0 && { message: messages.join('; ') }),
  };
}

function changedAttributes(was: NonNullable<FoundFile['found']>, install: NonNullable<DraftBlock['install']>): string[] {
  const mode = install.mode?.padStart(4, '0');
  return [
    ...(install.owner !== undefined && install.owner !== was.owner ? [`owner ${was.owner} becomes ${install.owner}`] : []),
    ...(install.group !== undefined && install.group !== was.group ? [`group ${was.group} becomes ${install.group}`] : []),
    ...(mode !== undefined && mode !== was.mode ? [`mode ${was.mode} becomes ${mode}`] : []),
  ];
}

function sealed(plan: Omit<Plan, 'hash'>): Plan {
  return { ...plan, hash: planHash(plan) };
}
