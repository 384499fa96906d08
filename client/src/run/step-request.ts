import type { DraftBlock } from '../../../server/src/core/runbook/draft-types.ts';
import type { Connection, StepRequest } from '../ssh/connection.ts';
import type { OpenHost } from './connections.ts';
import type { HostPart } from './host-part.ts';
import { type RunContext, valueOn } from './run-context.ts';
import { fillNames } from './values/fill.ts';

/** Under which account's name a shell's state is carried on: that of the host it really runs on. */
export function accountOf(block: DraftBlock, host: string): string {
  return `${host}\0${block.user ?? ''}\0${block.sudo === true ? 'root' : block.sudo === false ? '' : block.sudo}`;
}

/** The host that a step is for; how it was logged in to is empty where it was not. */
export type Target = Pick<Connection, 'host' | 'authentication'>;

/**
 * What a connection is asked to run for `block`, for the target `part`, on the open host `on` (another one than the target's with `at=`);
 * a sentence where a captured value or a name in `cwd` has none. Later entries of the environment win: inputs, what shells left, what steps gave, `OPSBOOK_*`.
 */
export function stepRequest(
  context: RunContext,
  block: DraftBlock,
  part: HostPart,
  on: OpenHost,
  target: Target,
  extra: Readonly<Record<string, string>>,
): StepRequest | string {
  const script = block.script as NonNullable<DraftBlock['script']>;
  const carried = part.carried.get(accountOf(block, on.connection.host.name));
  const environment: Record<string, string> = {};
  const unset: string[] = [];
  for (const { name, value } of context.draft.inputs) if (value !== undefined) environment[name] = value;
  for (const [name, value] of context.shared) environment[name] = value;
  for (const [name, value] of carried?.set ?? []) environment[name] = value;
  for (const name of carried?.unset ?? []) {
    delete environment[name];
    unset.push(name);
  }
  for (const [name, value] of part.variables) environment[name] = value;
  for (const name of script.secrets) {
    const value = context.environment.secrets?.[name];
    if (value !== undefined) environment[name] = value;
  }
  const absent = script.needs?.find((name) => environment[name] === undefined);
  if (absent !== undefined) return `\`${absent}\` has no value on \`${part.name}\`: no step that captures it has ended well there`;
  const { host, authentication } = target;
  Object.assign(environment, {
    OPSBOOK_HOST: part.name,
    OPSBOOK_ADDRESS: host.address,
    OPSBOOK_PORT: String(host.port),
    OPSBOOK_USER: host.user,
    OPSBOOK_AUTH: authentication,
    OPSBOOK_BATCH: String(part.batch),
    OPSBOOK_STEP: block.name,
    OPSBOOK_RUN: context.id,
    ...extra,
  });
  const written = block.cwd === undefined ? undefined : fillNames(block.cwd, (name) => valueOn(context, part, name));
  if (written !== undefined && 'trouble' in written) return `\`cwd\`: ${written.trouble}`;
  const cwd = written === undefined ? carried?.cwd : written.text.startsWith('/') ? `${on.filesUnder ?? ''}${written.text}` : written.text;
  return {
    interpreter: script.interpreter,
    strict: script.strict,
    script: script.text,
    environment,
    ...(cwd !== undefined && { cwd }),
    ...(unset.length > 0 && { unset }),
    // Of the only step that there is nobody asks what it left.
    keepsState: block.retries > 0 || context.draft.blocks.filter((each) => each.script !== undefined).length > 1,
    keepsEnd: on.connection.host.name !== 'local',
    sudo: block.sudo,
    timeout: block.timeout,
    endless: block.timeout === 0 && script.background,
    grace: block.grace,
  };
}
